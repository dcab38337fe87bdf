import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { SandboxState } from "./app.ts";
import { durationSince, record, type RecordedCall } from "./recorded-call.ts";
import type { Business, StoredFile } from "../domain.ts";
import { GraphFailure } from "./errors.ts";
import { type Fault, failureOf } from "../faults.ts";
import { toListener } from "./http-server.ts";

const pieceSize = 65_536;
const slowPieces = 4;

/** The host of file downloads: it has no versions, and its errors may not be Graph errors. */
export function createMediaHost(
  state: SandboxState,
  business: Business,
  onCall: (call: RecordedCall) => void,
): RequestListener {
  return toListener(answer);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = readTarget(request.url ?? "/");
    if (!target) return void response.writeHead(400, { "content-length": 0 }).end();
    const method = request.method ?? "GET";
    const start = performance.now();
    const call = record(state.calls, method, target, state.now());
    call.operation = "downloadMedia";
    await serve(request, response, target, call);
    call.duration = durationSince(start);
    onCall(call);
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    { pathname, search }: URL,
    call: RecordedCall,
  ): Promise<void> {
    const send = (status: number, headers: Record<string, string>, body: Uint8Array | string) => {
      call.status = status;
      response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
    };
    const refuse = (status: number, text: string) =>
      send(status, { "content-type": "text/html" }, `<html><body>${text}</body></html>`);

    if (call.method !== "GET") return refuse(405, "Method not allowed");
    if (!request.headers["user-agent"]) return refuse(400, "This client is not supported");
    if (request.headers.authorization === undefined) return refuse(401, "Authorization needed");
    const file = mayDownload(request.headers.authorization) ? fileAt(pathname + search) : undefined;
    if (!file) return refuse(404, "Not found");

    const fault = state.faults.take("downloadMedia");
    if (fault) call.fault = fault.kind;
    const failure = fault && failureOf(fault, business.id);
    if (failure) {
      const headers = { ...failure.headers, "content-type": "application/json" };
      return send(failure.status, headers, JSON.stringify(failure.envelope("A")));
    }
    if (fault?.kind === "gone") return refuse(404, "Not found");
    if (fault?.kind === "redirect") return send(302, { location: fault.to }, "");
    if (fault?.kind === "drop" && fault.after === undefined) return void request.socket.destroy();
    await sendFile(file, fault, response, call);
  }

  function mayDownload(header: string): boolean {
    try {
      state.tokens.check(/^bearer (.*)$/i.exec(header)?.[1] ?? "");
      return true;
    } catch (error) {
      if (error instanceof GraphFailure) return false;
      throw error;
    }
  }

  function fileAt(address: string): StoredFile | undefined {
    return state.domains.map((domain) => domain.fileAt?.(address)).find(Boolean);
  }
}

/** Undefined if it is not a URL. */
function readTarget(target: string): URL | undefined {
  const address = target.startsWith("/") ? `http://localhost${target}` : target;
  return URL.canParse(address) ? new URL(address) : undefined;
}

async function sendFile(
  { bytes, type }: StoredFile,
  fault: Fault | undefined,
  response: ServerResponse,
  call: RecordedCall,
): Promise<void> {
  const isEndless = fault?.kind === "endless";
  call.status = 200;
  response.writeHead(200, { "content-type": type, ...(!isEndless && { "content-length": bytes.length }) });
  response.flushHeaders();
  const wait = fault?.kind === "slow" ? (fault.milliseconds ?? 1000) / slowPieces : 0;
  const size = wait > 0 ? Math.ceil(bytes.length / slowPieces) : pieceSize;
  const end = endOf(fault, bytes.length);
  for (let start = 0; start < end && !response.destroyed; start += size) {
    if (wait > 0) await setTimeout(wait, undefined, { ref: false });
    const piece = bytes.slice(start, Math.min(start + size, end));
    if (fault?.kind === "corrupt" && start === 0) piece[0] = 255 - Number(piece[0]);
    // an endless response continues with zeros
    await new Promise((written) => response.write(piece.length > 0 ? piece : new Uint8Array(size), written));
  }
  if (fault?.kind === "drop" || fault?.kind === "cut") response.destroy();
  else response.end();
}

/** How many bytes are sent. */
function endOf(fault: Fault | undefined, length: number): number {
  if (fault?.kind === "endless") return Number.POSITIVE_INFINITY;
  if (fault?.kind === "cut") return Math.min(fault.bytes, length);
  return fault?.kind === "drop" ? length / 2 : length;
}
