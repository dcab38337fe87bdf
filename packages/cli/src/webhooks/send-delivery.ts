import { CliError } from "../cli-error.ts";
import type { Session } from "../session.ts";
import { readStart } from "./read-start.ts";
import { signatureOf } from "./signature.ts";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly milliseconds: number;
  /** The beginning of its text. */
  readonly text: string;
}

const longestWait = 30_000; // ms

/** Sends a body as the platform does: signed, by POST, without following redirects. */
export async function sendDelivery(session: Session, url: URL, body: Buffer, appSecret: string): Promise<Answer> {
  const { fetch = globalThis.fetch, signal } = session.context;
  const start = performance.now();
  const timeout = AbortSignal.timeout(longestWait);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-signature-256": signatureOf(body, appSecret) },
      body: new Uint8Array(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    const text = await readStart(response);
    return { status: response.status, milliseconds: Math.round(performance.now() - start), text };
  } catch (error) {
    if (signal.aborted) throw error;
    const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
    const reason = timeout.aborted ? `no response within ${longestWait / 1000} s` : (cause?.code ?? message);
    throw new CliError(`Cannot deliver to ${url.origin}: ${reason}`, { hint: "Does your server listen there?" });
  }
}
