export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object in a property, an empty one when there is none. */
export function objectIn(parent: JsonObject, name: string): JsonObject {
  const value = parent[name];
  return isObject(value) ? value : {};
}

/** The text or number in a property as text, undefined when there is neither. */
export function textIn(parent: JsonObject, name: string): string | undefined {
  const value = parent[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
