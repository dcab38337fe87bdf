import { setTimeout } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { closingResponse } from "./closing-response.ts";
import type { Fault } from "../faults.ts";

/** A response as sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends the response as the fault demands, or not at all. */
export async function deliver(
  answer: Answer,
  fault: Fault | undefined,
  request: Request,
  bindings: HttpBindings,
): Promise<Response> {
  const { status, headers, body } = answer;
  if (fault?.kind === "drop" || fault?.kind === "cut") {
    if (fault.kind === "drop" && fault.after === "headers") await sendHalf(answer, bindings);
    bindings.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (fault?.kind === "slow") {
    await sendSlowly(answer, fault.milliseconds ?? 1000, bindings);
    return RESPONSE_ALREADY_SENT;
  }
  if (status === 413) return closingResponse(request, body, answer);
  return new Response(body, { status, headers });
}

async function sendHalf(answer: Answer, { outgoing }: HttpBindings): Promise<void> {
  const bytes = writeHead(answer, outgoing);
  await new Promise((written) => outgoing.write(bytes.subarray(0, bytes.length / 2), written));
}

async function sendSlowly(answer: Answer, milliseconds: number, { outgoing }: HttpBindings): Promise<void> {
  const bytes = writeHead(answer, outgoing);
  const pieces = 4;
  for (let piece = 0; piece < pieces; piece++) {
    await setTimeout(milliseconds / pieces, undefined, { ref: false });
    if (outgoing.destroyed) return;
    outgoing.write(bytes.subarray((bytes.length * piece) / pieces, (bytes.length * (piece + 1)) / pieces));
  }
  outgoing.end();
}

function writeHead({ status, headers, body }: Answer, outgoing: HttpBindings["outgoing"]): Buffer {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, { ...headers, "content-length": bytes.length });
  outgoing.flushHeaders();
  return bytes;
}
