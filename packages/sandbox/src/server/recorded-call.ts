import type { Fault } from "../faults.ts";
import { limits } from "./limits.ts";

/** A call that arrived, without its secrets. */
export interface RecordedCall {
  method: string;
  /** Path without the query. */
  path: string;
  /** Graph API version, undefined when the address has none that is known. */
  version: string | undefined;
  /** `operationId`, undefined when the address stands for none. */
  operation?: string;
  /** Query parameters as sent; secrets are replaced by `[hidden]`. */
  query: Record<string, string>;
  /** HTTP status, 0 as long as there is none and when the connection died before. */
  status: number;
  /** True when it came as an item of a batch. */
  isItem?: true;
  /** Kind of the fault that hit the call. */
  fault?: Fault["kind"];
}

/** Adds a call, and drops the oldest where there are too many. */
export function record(calls: RecordedCall[], call: RecordedCall): void {
  calls.push(call);
  if (calls.length > limits.entries) calls.shift();
}

/** The query as it may be shown. */
export function hideSecrets(query: URLSearchParams): Record<string, string> {
  const shown = [...query].map(([name, value]) => [name, /token|secret|proof/i.test(name) ? "[hidden]" : value]);
  return Object.fromEntries(shown);
}
