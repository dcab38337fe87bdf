// a number of 16 digits or more, or a string that looks like one; fixed length keeps the search fast
const largeNumber = /[\s:[,-]\d{16}/;

/**
 * Parses JSON like `JSON.parse`, but returns integers that a double cannot hold as strings with all their digits:
 * template ids are such numbers.
 *
 * @throws {SyntaxError} when it is not JSON
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return typeof value === "number" || largeNumber.test(text) ? JSON.parse(quoteLargeIntegers(text)) : value;
}

/** Expects valid JSON: it looks only for strings and numbers. */
function quoteLargeIntegers(text: string): string {
  const token = /"|-?\d[\d.eE+-]*/g;
  let quoted = "";
  let copied = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [start] = found;
    if (start === '"') {
      token.lastIndex = endOfString(text, found.index);
    } else if (/^-?\d+$/.test(start) && !Number.isSafeInteger(Number(start))) {
      quoted += `${text.slice(copied, found.index)}"${start}"`;
      copied = token.lastIndex;
    }
  }
  return quoted + text.slice(copied);
}

/** The index after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
}
