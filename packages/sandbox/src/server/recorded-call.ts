import type { Fault } from "../faults.ts";
import { limits } from "./limits.ts";
import { showContent } from "./shown-content.ts";

/** A call that arrived, without its secrets. */
export interface RecordedCall {
  /** A number, counted from 1; it stays the same when older calls are dropped. */
  id: string;
  /** When it arrived, in milliseconds since 1970, by the clock of the sandbox. */
  time: number;
  /** Milliseconds until the response was known, or the connection was lost before it. Missing until then. */
  duration?: number;
  method: string;
  /** Path without the query. */
  path: string;
  /** Graph API version that answered, undefined if the URL has no known one. */
  version: string | undefined;
  /** `operationId`, undefined if the URL matches no operation. */
  operation?: string;
  /** Query parameters as sent; secrets are replaced by `[hidden]`. */
  query: Record<string, string>;
  /**
   * Body as sent: JSON, or the fields of a form; files as `name`, `type` and `size`, secrets as `[hidden]`. Missing if there
   * was none, or the call was rejected before it was read.
   */
  body?: unknown;
  /** JSON body of the response, with secrets as `[hidden]`. Missing for a file, a batch, or if the connection was lost. */
  response?: unknown;
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

/** How much the bodies of a call have, and all of a list. */
const sizes = new WeakMap<RecordedCall, number>();
const totals = new WeakMap<readonly RecordedCall[], number>();

/** Records a call as it arrives at `time`, and drops the oldest above 10,000. */
export function record(
  calls: RecordedCall[],
  method: string,
  { pathname, searchParams }: URL,
  time: number,
): RecordedCall {
  const query = Object.freeze(hideSecrets(searchParams));
  const id = String(Number(calls.at(-1)?.id ?? 0) + 1);
  const call = { id, time, method, path: pathname, version: undefined, query, status: 0 };
  calls.push(call);
  if (calls.length > limits.entries) dropOldest(calls);
  return call;
}

/** Milliseconds, with one decimal, since `performance.now()` was `start`. */
export function durationSince(start: number): number {
  return Math.round((performance.now() - start) * 10) / 10;
}

/** Keeps a body of a call, without its secrets, and drops the oldest calls above 64 MB. */
export function keepBody(calls: RecordedCall[], call: RecordedCall, name: "body" | "response", content: unknown): void {
  const { value, size } = showContent(content);
  call[name] = value;
  sizes.set(call, (sizes.get(call) ?? 0) + size);
  totals.set(calls, (totals.get(calls) ?? 0) + size);
  while ((totals.get(calls) ?? 0) > limits.callCharacters && calls.length > 1) dropOldest(calls);
}

function dropOldest(calls: RecordedCall[]): void {
  const oldest = calls.shift();
  if (oldest) totals.set(calls, (totals.get(calls) ?? 0) - (sizes.get(oldest) ?? 0));
}

/** The query with its secrets replaced. */
export function hideSecrets(query: URLSearchParams): Record<string, string> {
  const shown = [...query].map(([name, value]) => [name, /token|secret|proof/i.test(name) ? "[hidden]" : value]);
  return Object.fromEntries(shown);
}
