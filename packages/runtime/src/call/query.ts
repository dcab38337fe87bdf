/** Lists that are written comma-separated. */
const nameLists = new Set(["fields", "summary"]);

/**
 * Serializes query parameters as the platform reads them: `fields` and `summary` comma-separated, other lists and
 * objects as JSON.
 *
 * @throws {TypeError} when a value cannot be serialized; the message names its parameter
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
  const fail = (problem: string) => new TypeError(`Cannot serialize the query: parameter ${name} ${problem}`);
  if (typeof value === "function" || typeof value === "symbol") throw fail(`is a ${typeof value}`);
  if (value instanceof Date)
    throw fail("is a Date: pass the seconds since 1970 or the string that the operation documents");
  const isNameList = nameLists.has(name) && Array.isArray(value);
  if (isNameList && value.length === 0) return undefined;
  let text: string;
  try {
    text = typeof value === "object" && !isNameList ? JSON.stringify(value) : String(value);
  } catch (error) {
    throw fail(`cannot be serialized as JSON: ${(error as Error).message}`);
  }
  if (/\p{Surrogate}/u.test(text)) throw fail("has a lone surrogate");
  return text;
}
