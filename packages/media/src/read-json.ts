import { GraphConnectionError, type RawOptions } from "@openwaba/runtime";
import type { TransferClient } from "./transfer-client.ts";
import type { IdleTimeout } from "./idle-timeout.ts";

/** What is asked, and the transfer that it is a part of. */
export interface Question extends RawOptions {
  path: string;
  idle: IdleTimeout;
}

/**
 * Sends a request and reads its response in JSON, within the client's timeout for an attempt.
 *
 * @throws {GraphConnectionError} when no complete response arrives
 */
export async function ask(client: TransferClient, url: string, { idle, ...options }: Question): Promise<Answer> {
  const { signal } = idle;
  const response = await idle.run(() => client.fetch(url, { ...options, parseAs: "text", signal }));
  return idle.run(() => readAnswer(response, `Cannot ${options.method ?? "GET"} ${options.path}`));
}

/** A response in JSON, empty when it is no object. */
export type Answer = Readonly<Record<string, unknown>>;

/** @throws {GraphConnectionError} when the response breaks off */
export async function readAnswer(response: Response, action: string): Promise<Answer> {
  const text = await response.text().catch((cause: unknown) => {
    throw new GraphConnectionError(action, cause);
  });
  const answer = parse(text);
  return typeof answer === "object" && answer !== null ? (answer as Answer) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A text that a response must have, such as an id.
 *
 * @throws {GraphConnectionError} when it is absent, empty or something else, such as a number that was rounded
 */
export function textIn(answer: Answer, member: string, action: string): string {
  const value = answer[member];
  if (typeof value === "string" && value.trim()) return value;
  throw new GraphConnectionError(action, `the answer has no ${member}`);
}

/**
 * An id as a part of a path.
 *
 * @throws {TypeError} when it is none
 */
export function idIn(id: unknown, name: string, action: string): string {
  if (typeof id === "string" && !/^[.\s]*$/.test(id)) return encodeURIComponent(id);
  throw new TypeError(
    `${action}: ${name} is ${id === undefined ? "missing" : `${JSON.stringify(id)}, which is no id`}`,
  );
}
