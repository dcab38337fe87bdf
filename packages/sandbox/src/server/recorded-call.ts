import type { Fault } from "../faults.ts";
import { limits } from "./limits.ts";

/** A call that arrived, without its secrets. */
export interface RecordedCall {
  method: string;
  /** Path without the query. */
  path: string;
  /** Graph API version that answered, undefined if the URL has no known one. */
  version: string | undefined;
  /** `operationId`, undefined if the URL matches no operation. */
  operation?: string;
  /** Query parameters as sent; secrets are replaced by `[hidden]`. */
  query: Record<string, string>;
  /** HTTP status, 0 until the response, or if the connection was lost before it. */
  status: number;
  /** What no document has and the platform accepts, at most 20 notes. Missing if there is none. */
  warnings?: readonly string[];
  /** True for an item of a batch. */
  isItem?: true;
  /** Kind of the fault that hit the call. */
  fault?: Fault["kind"];
}

/** Something that a call had although no document has it. */
export interface Warning {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
  readonly message: string;
}

export function warningsOf(calls: readonly RecordedCall[]): Warning[] {
  return calls.flatMap(({ method, path, operation, warnings = [] }) =>
    warnings.map((message) => ({ method, path, operation, message })),
  );
}

/** Records a call as it arrives, and drops the oldest above 10,000. */
export function record(calls: RecordedCall[], method: string, { pathname, searchParams }: URL): RecordedCall {
  const call = { method, path: pathname, version: undefined, query: hideSecrets(searchParams), status: 0 };
  calls.push(call);
  if (calls.length > limits.entries) calls.shift();
  return call;
}

/** The query with its secrets replaced. */
export function hideSecrets(query: URLSearchParams): Record<string, string> {
  const shown = [...query].map(([name, value]) => [name, /token|secret|proof/i.test(name) ? "[hidden]" : value]);
  return Object.fromEntries(shown);
}
