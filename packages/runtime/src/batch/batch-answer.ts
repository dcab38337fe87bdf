import { currentAttempt, lose } from "../call/attempt.ts";
import { lossOf } from "../errors/connection-error.ts";
import { graphErrorIn, parseJson } from "../errors/read-error.ts";
import type { GraphRequest } from "../call/request.ts";
import { type ReadResponse, readResponse, withText } from "../call/read-response.ts";

/** A call that waits for its item in the response to a batch. */
export interface BatchCaller {
  readonly request: GraphRequest;
  answer(response: Response): void;
  fail(error: unknown): void;
}

/** Headers of the whole response that apply to each item. */
const sharedHeaders = ["x-app-usage", "x-business-use-case-usage"];

const nullBodyStatuses = new Set([204, 205, 304]);

/**
 * Gives every caller the response to its own call. If that is missing or malformed, the call fails like a broken
 * connection: it may have taken effect.
 */
export async function shareAnswer(response: Response, callers: readonly BatchCaller[]): Promise<void> {
  const answer = await readResponse(response);
  const items = parseJson(answer.content);
  const isList = Array.isArray(items);
  if (!answer.ok || graphErrorIn(items)) {
    for (const caller of callers) caller.answer(copyAnswer(answer));
    return;
  }
  if (!isList || items.length !== callers.length) {
    const found = isList ? `${items.length} items` : "no list";
    failAll(callers, `the batch of ${callers.length} calls returned ${found}`);
    return;
  }
  for (const [index, caller] of callers.entries()) {
    const item: unknown = items[index];
    const own = readItem(item, answer.headers);
    if (own) caller.answer(own);
    else
      failAll(
        [caller],
        item === null ? "the batch timed out before this call" : "its item in the response to the batch is malformed",
      );
  }
}

/** Fails every caller as if its own connection had failed with `reason`. */
export function failAll(callers: readonly BatchCaller[], reason: string, isUnsent = false): void {
  for (const caller of callers) {
    const { call } = caller.request;
    const loss = lossOf(call, reason);
    lose(currentAttempt(call), loss, isUnsent);
    caller.fail(loss);
  }
}

function readItem(item: unknown, outer: Headers): Response | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { code, headers, body = null } = item as Record<string, unknown>;
  if (typeof code !== "number" || !Number.isInteger(code) || code < 200 || code > 599) return undefined;
  if (typeof body !== "string" && body !== null) return undefined;
  return createAnswer(body ?? "", { status: code, headers: readHeaders(headers, outer) });
}

function readHeaders(list: unknown, outer: Headers): Headers {
  const headers = new Headers();
  for (const entry of Array.isArray(list) ? list : []) {
    const { name, value } = Object(entry) as Record<string, unknown>;
    if (typeof name !== "string" || typeof value !== "string") continue;
    try {
      headers.append(name, value);
    } catch {
      // not a valid header
    }
  }
  for (const name of sharedHeaders) {
    const value = outer.get(name);
    if (value !== null && !headers.has(name)) headers.set(name, value);
  }
  return headers;
}

function copyAnswer(answer: ReadResponse): Response {
  if (answer.status < 200 || answer.status > 599) return answer; // no Response can be constructed with its status; its text can be read again
  return createAnswer(answer.content ?? "", answer);
}

type Parts = Pick<ReadResponse, "status" | "headers" | "graphError">;

function createAnswer(text: string, { status, headers, graphError }: Parts): Response {
  const response = new Response(nullBodyStatuses.has(status) ? null : text, { status, headers });
  return withText(response, text, graphError);
}
