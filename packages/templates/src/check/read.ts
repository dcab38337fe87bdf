/** Own property of a value that may be anything. */
export function own(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** Own property that is a string, undefined if it is anything else. */
export function textAt(value: unknown, name: string): string | undefined {
  const text = own(value, name);
  return typeof text === "string" ? text : undefined;
}

/** Own property that is a list, an empty one if it is anything else. */
export function listAt(value: unknown, name: string): readonly unknown[] {
  const list = own(value, name);
  return Array.isArray(list) ? list : [];
}

/** A value for a message: the kind of what is no short text. */
export function shown(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return value === undefined || value === null ? String(value) : typeof value;
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
