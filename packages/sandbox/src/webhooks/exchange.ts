import { limits } from "../server/limits.ts";

const longestTimer = 2_147_483_647; // setTimeout fires immediately above this
const beginning = 1000; // bytes

/** What a receiver answered. */
export interface Answer {
  /** 0 without a complete response of at most 1 MB in time. */
  readonly status: number;
  /** The first 1,000 bytes of the response. */
  readonly response: string;
  /** What went wrong when the status is 0. */
  readonly problem?: string;
}

export interface ExchangeOptions {
  /** Milliseconds, response body included. */
  timeout: number;
  /** Ends the exchange early. */
  signal?: AbortSignal;
}

/** Sends one request to a receiver and reads its response to the end. It follows no redirect and never rejects. */
export async function exchange(url: string | URL, init: RequestInit, options: ExchangeOptions): Promise<Answer> {
  const { timeout, signal } = options;
  const controller = new AbortController();
  const abort = () => controller.abort(new Error("it was cancelled"));
  const expire = () => controller.abort(new Error(`no complete response within ${timeout} ms`));
  const timer = setTimeout(expire, Math.min(timeout, longestTimer));
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: controller.signal });
    return { status: response.status, response: await readBeginning(response) };
  } catch (error) {
    return { status: 0, response: "", problem: problemOf(error) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Reads a response to its end, and returns its beginning. */
async function readBeginning({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body ?? []) {
    if (bytes < beginning) text += decoder.decode(chunk.subarray(0, beginning - bytes), { stream: true });
    bytes += chunk.length;
    if (bytes > limits.textBytes) throw new Error(`the response has more than ${limits.textBytes} bytes`);
  }
  return text;
}

function problemOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
