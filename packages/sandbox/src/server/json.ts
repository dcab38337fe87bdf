import { invalidParameter } from "./errors.ts";
import { limits } from "./limits.ts";

/**
 * The value in a JSON text.
 *
 * @throws SyntaxError if it is not JSON, RangeError if it is nested so deeply that recursion may overflow the stack
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  checkDepth(value, limits.depth);
  return value;
}

/**
 * The value in the JSON text of a request.
 *
 * @throws GraphFailure that begins with `what`, and does not repeat the text
 */
export function readJson(text: string, what: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw invalidParameter(
      `${what} ${error instanceof RangeError ? error.message : "must be JSON and cannot be parsed"}`,
    );
  }
}

/** The value in a JSON text, or the text itself if it is not JSON. */
export function jsonOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function checkDepth(value: unknown, left: number): void {
  if (typeof value !== "object" || value === null) return;
  if (left === 0) throw new RangeError(`must not have more than ${limits.depth} levels of nested values`);
  for (const inner of Object.values(value)) checkDepth(inner, left - 1);
}
