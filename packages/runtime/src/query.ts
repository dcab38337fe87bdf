/** Lists that are written as names with commas between them. */
const nameLists = new Set(["fields", "summary"]);

/**
 * Writes query parameters as the platform reads them: `fields` and `summary` as names with commas between
 * them, other lists and objects as JSON.
 */
export function serializeQuery(query: Record<string, unknown>): string {
  return Object.entries(query)
    .map(([name, value]) => [name, textOf(name, value)] as const)
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined)
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
    .join("&");
}

function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (nameLists.has(name) && Array.isArray(value)) return value.length > 0 ? value.join(",") : undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
