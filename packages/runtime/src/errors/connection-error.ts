import type { CallContext } from "../call/request.ts";
import { hideSecrets } from "./secrets.ts";

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);

/** A call that got no complete response: the connection was refused or cut off, or it timed out. */
export class GraphConnectionError extends Error {
  override readonly name: string = "GraphConnectionError";
  /** Cause: `"timeout"` or the runtime's code, such as `"ECONNRESET"`. */
  readonly reason: string;

  constructor(action: string, cause: unknown, call?: CallContext) {
    const reason = reasonOf(cause, call);
    super(`${action}: ${reason}`);
    this.reason = reason;
  }

  /** Whether the attempt certainly sent nothing, because no connection was made. */
  get isUnsent(): boolean {
    return unsent.has(this);
  }
}

/** Errors of attempts that sent nothing. */
export const unsent = new WeakSet<GraphConnectionError>();

/** The error of a call that was lost. */
export function lossOf(call: CallContext, cause: unknown): GraphConnectionError {
  return new GraphConnectionError(`Cannot ${call.method} ${call.path}`, cause, call);
}

/** Code or message of a cause, without URLs and paths. */
function reasonOf(cause: unknown, call: CallContext | undefined): string {
  // Node hides the reason, such as ECONNRESET, one level down
  const inner = (cause as Error | undefined)?.cause ?? cause;
  const { code, message } = (typeof inner === "string" ? { message: inner } : (inner ?? {})) as {
    code?: unknown;
    message?: unknown;
  };
  const text = asText(code) || asText(message) || "the connection failed";
  return hideSecrets(text, call).replace(/\w+:\/\/\S+|(^|\W)\/\S+/g, "$1…");
}
