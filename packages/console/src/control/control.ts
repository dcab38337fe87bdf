/** The sandbox that serves the page. */
const base = "/_sandbox";

/** What the sandbox says when it does not do something. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  /** What it answered, as JSON; undefined if that is no JSON. */
  readonly answer: unknown;

  constructor(message: string, answer: unknown) {
    super(message);
    this.answer = answer;
  }
}

/** @throws ControlError with the sandbox's words */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return answerOf(await fetch(base + path, { ...(signal && { signal }) }));
}

/** @throws ControlError with the sandbox's words */
export function post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return sendJson("POST", path, body);
}

/** @throws ControlError with the sandbox's words */
export function put<Answer>(path: string, body: unknown): Promise<Answer> {
  return sendJson("PUT", path, body);
}

/** @throws ControlError with the sandbox's words */
export async function remove<Answer>(path: string): Promise<Answer> {
  return answerOf(await fetch(base + path, { method: "DELETE" }));
}

async function sendJson<Answer>(method: string, path: string, body: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return answerOf(await fetch(base + path, { method, headers, body: JSON.stringify(body) }));
}

/**
 * Sends a file of JSON unchanged.
 *
 * @throws ControlError with the sandbox's words
 */
export async function putFile<Answer>(path: string, file: Blob): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return answerOf(await fetch(base + path, { method: "PUT", headers, body: file }));
}

/** Sends a file as it is. */
export async function postFile<Answer>(path: string, file: Blob): Promise<Answer> {
  return answerOf(await fetch(base + path, { method: "POST", headers: { "content-type": file.type }, body: file }));
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  const answer = parse(text);
  if (response.ok) return answer as Answer;
  const { message } = Object(Object(answer).error);
  const words = typeof message === "string" ? message : `The sandbox answered ${response.status}: ${text}`;
  throw new ControlError(words, answer);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
