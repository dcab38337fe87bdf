import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { parse } from "yaml";

/** A request as bytes. */
export interface RawRequest {
  /** What is wrong with it. */
  name: string;
  bytes: Buffer;
  /** What the client does after sending them: wait for a response, close its half, close all, or reset. */
  ending: "wait" | "half-close" | "close" | "reset";
}

export interface RawResponse {
  name: string;
  /** Status of every response on the connection: empty if the server hung up or did not respond. */
  statuses: number[];
}

export interface SendOptions {
  host: string;
  port: number;
  /** The path that the server handles. */
  path: string;
  /** Sends a normal request, and throws unless it gets the normal response. Called after each batch. */
  checkAlive: () => Promise<unknown>;
  /** Idle timeout of a connection in ms. @default 2000 */
  idle?: number;
  /** Concurrent connections. @default 250 */
  batch?: number;
}

/**
 * Sends every malformed request over a separate connection. The test judges the statuses, see
 * `serverErrors()`.
 *
 * @throws {Error} naming the last requests, if the server does not respond to a normal one after them
 * @example
 * const responses = await sendMalformedRequests({ host: "127.0.0.1", port, path: "/webhook", checkAlive });
 * expect(serverErrors(responses)).toEqual([]);
 */
export async function sendMalformedRequests({
  host,
  port,
  path,
  checkAlive,
  idle = 2000,
  batch = 250,
}: SendOptions): Promise<RawResponse[]> {
  const requests = malformedRequests(path);
  const responses: RawResponse[] = [];
  for (let start = 0; start < requests.length; start += batch) {
    const some = requests.slice(start, start + batch);
    responses.push(...(await Promise.all(some.map((request) => sendRaw(connect(port, host), request, idle)))));
    try {
      await checkAlive();
    } catch (cause) {
      const names = some.map(({ name }) => name).join(" | ");
      throw new Error(`Cannot reach the server after one of these requests: ${names}`, { cause });
    }
  }
  return responses;
}

/** Responses with a server error, other than for an unknown method, encoding or version. */
export function serverErrors(responses: readonly RawResponse[]): RawResponse[] {
  const rightful = new Set([501, 505]);
  return responses.filter(({ statuses }) => statuses.some((status) => status >= 500 && !rightful.has(status)));
}

function sendRaw(socket: Socket, { name, bytes, ending }: RawRequest, idle: number): Promise<RawResponse> {
  let received = "";
  return new Promise((resolve) => {
    // a server may hang up while we write
    socket.on("error", () => undefined);
    socket.on("data", (data: Buffer) => (received += data.toString("latin1")));
    socket.on("end", () => socket.destroy());
    socket.setTimeout(idle, () => socket.destroy());
    socket.on("close", () => {
      const lines = received.matchAll(/^HTTP\/1\.[01] (\d{3})/gm);
      resolve({ name, statuses: Array.from(lines, ([, status]) => Number(status)) });
    });
    if (ending === "half-close") socket.end(bytes);
    else socket.write(bytes, () => finish(socket, ending));
  });
}

function finish(socket: Socket, ending: RawRequest["ending"]): void {
  if (ending === "close") socket.destroy();
  if (ending === "reset") socket.resetAndDestroy();
}

interface Cases {
  /** By the name that the others use. */
  texts: Record<string, string>;
  /** What is wrong → a request, and what to put into it. */
  requests: Record<string, { request: string; cases: string[] }>;
  /** Where the client disconnects → what it has sent. */
  beginnings: Record<string, string>;
}

const { texts, requests, beginnings }: Cases = parse(
  readFileSync(join(import.meta.dirname, "malformed-requests.yaml"), "utf8"),
);

/** More than 400 requests to the path, no two of them the same. */
export function malformedRequests(path: string): RawRequest[] {
  const bytesOf = (text: string, more = {}) => Buffer.from(writeOut(text, { ...texts, path, ...more }), "latin1");
  return [
    ...Object.entries(requests).flatMap(([kind, { request, cases }]) =>
      cases.map((one): RawRequest => ({
        name: `${kind} ${JSON.stringify(one)}`,
        bytes: bytesOf(request, { case: one }),
        ending: "wait",
      })),
    ),
    ...Object.entries(beginnings).flatMap(([place, text]) =>
      (["half-close", "close", "reset"] as const).map((ending) => ({
        name: `${ending} ${place}`,
        bytes: bytesOf(text),
        ending,
      })),
    ),
  ];
}

/** The text with its names replaced and its repetitions written out. */
function writeOut(text: string, named: Readonly<Record<string, string>>): string {
  return text
    .replaceAll(/\$(\w+)/g, (whole, name) => (name in named ? writeOut(`${named[name]}`, named) : whole))
    .replaceAll(/\$\((.+?)\*(\d+)\)/gs, (_, part: string, times) => part.repeat(Number(times)));
}
