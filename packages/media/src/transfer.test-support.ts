import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type Sandbox } from "../../sandbox/src/index.ts";
import { onTestFinished, vi } from "vitest";
import { createMediaClient, uploadMedia } from "./index.ts";

export const phone_number_id = "108110225544001";

/** A sandbox for one test with a client of it, and the requests that the client sent. */
export async function start(clock?: () => number) {
  const sandbox = await createSandbox({ strict: true, ...(clock && { now: clock }) });
  onTestFinished(() => sandbox.close());
  return { sandbox, ...clientOf(sandbox) };
}

/** The same with a file that was uploaded, the id and the URL of which are known. */
export async function startWithFile(file: Uint8Array<ArrayBuffer>, clock?: () => number) {
  const { sandbox, client, sent } = await start(clock);
  const { id: media_id } = await uploadMedia(client, { phone_number_id, file, type: "image/jpeg" });
  const { data } = await client.GET("/{media_id}", { params: { path: { media_id } } });
  sent.length = 0;
  return { sandbox, client, sent, media_id, url: data?.url ?? "" };
}

function clientOf({ url, mediaUrl, accessToken }: Pick<Sandbox, "url" | "mediaUrl" | "accessToken">) {
  const sent: { url: string; headers: Headers }[] = [];
  const client = createMediaClient({
    auth: accessToken,
    baseUrl: url,
    mediaOrigins: [mediaUrl],
    retry: { delay: 0 },
    fetch(address, init) {
      sent.push({ url: address, headers: new Headers(init.headers) });
      return fetch(address, init);
    },
  });
  return { client, sent };
}

/** A client whose network responds with the result of `answer`, such as a promise that never settles. */
export function clientOn(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const requests: string[] = [];
  const client = createMediaClient({
    auth: "EAAB",
    retry: { delay: 0 },
    async fetch(url, init) {
      requests.push(`${init.method} ${new URL(url).pathname}`);
      return answer(url, init);
    },
  });
  return { client, requests };
}

/** The same with a signal that is aborted with 0 soon after each request. */
export function clientAborting(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const controller = new AbortController();
  const { client } = clientOn((url, init) => {
    setImmediate(() => setImmediate(() => controller.abort(0)));
    return answer(url, init);
  });
  return { client, signal: controller.signal };
}

/** Never settles, like a host that hangs, and ignores the signal. */
export const never = () => new Promise<never>(() => {});

/** A success whose body begins and then stalls. */
export const stalled = () =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) }));

/** A separate server for one test, with what arrived at it. */
export async function serve(answer: RequestListener) {
  const arrived: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    arrived.push(request);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}

/** A client of such a server. */
export async function clientServedBy(answer: RequestListener) {
  const { url, arrived } = await serve(answer);
  return { ...clientOf({ url, mediaUrl: url, accessToken: "EAAB" }), url, arrived };
}

/** Stops the timers of a test, and nothing else of time. */
export function stopTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Bytes that differ from place to place. */
export function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, index) => index * 31 + (index >> 8));
}

export function sha256Of(bytes: Uint8Array, encoding: "hex" | "base64" | "base64url" = "hex"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}

export function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}
