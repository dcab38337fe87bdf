import { type Client, GraphConnectionError, type RawOptions } from "@openwaba/runtime";
import type { IdleTimeout } from "./idle-timeout.ts";

/** Any client: transfers only need `fetch`, which every client has. */
export type TransferClient = Pick<Client<never>, "fetch">;

/** A request, and the idle timeout of its transfer. */
export interface Question extends RawOptions {
  path: string;
  idle: IdleTimeout;
}

/**
 * Sends a request and reads its response as JSON. The client's timeout applies to each attempt.
 *
 * @throws {GraphConnectionError} when no complete response arrives
 */
export async function ask(client: TransferClient, url: string, { idle, ...options }: Question): Promise<Answer> {
  const { signal } = idle;
  const response = await idle.run(() => client.fetch(url, { ...options, parseAs: "text", signal }));
  return idle.run(() => readAnswer(response, `Cannot ${options.method ?? "GET"} ${options.path}`));
}

/** A JSON response, empty when it is not an object. */
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
 * Returns a string that a response must have, such as an id.
 *
 * @throws {GraphConnectionError} when it is missing, empty or not a string, such as a number that was rounded
 */
export function textIn(answer: Answer, member: string, action: string): string {
  const value = answer[member];
  if (typeof value === "string" && value.trim()) return value;
  throw new GraphConnectionError(action, `the response has no ${member}`);
}
