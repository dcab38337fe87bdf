/** Lists that are written as names with commas between them. */
const nameLists = new Set(["fields", "summary"]);

/**
 * Writes query parameters as the platform reads them: `fields` and `summary` as names with commas between
 * them, other lists and objects as JSON.
 */
export function serializeQuery(query: Record<string, unknown>): string {
  let written = "";
  for (const [name, value] of Object.entries(query)) {
    const text = textOf(name, value);
    if (text !== undefined) written += `${written && "&"}${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
  }
  return written;
}

function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (nameLists.has(name) && Array.isArray(value)) return value.length > 0 ? value.join(",") : undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
