import { GraphConnectionError } from "@openwaba/runtime";

/**
 * Reads an answer in JSON.
 *
 * @throws {GraphConnectionError} when it breaks off, or has no `member`
 */
export async function readAnswer(response: Response, action: string, member: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    throw new GraphConnectionError(action, cause);
  }
  const answer = parse(text);
  if (typeof answer !== "object" || answer === null || !(member in answer)) {
    throw new GraphConnectionError(action, `the answer has no ${member}`);
  }
  return answer as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * An id as a part of a path.
 *
 * @throws {TypeError} when it is none
 */
export function idIn(id: unknown, name: string, action: string): string {
  if (typeof id === "string" && !/^[.\s]*$/.test(id)) return encodeURIComponent(id);
  throw new TypeError(`${action}: ${name} is ${id === undefined ? "missing" : `${JSON.stringify(id)}, which is no id`}`);
}
