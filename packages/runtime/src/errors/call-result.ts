import { type CallInfo, GraphError, type GraphErrorResponse } from "./graph-error.ts";

interface CallOutcome {
  response: Response;
  request: CallInfo;
  /** Number of attempts. */
  attempts: number;
  /** Delay before each retry, in ms. */
  waits: readonly number[];
}

type DataOrError<Data> = { data: Data; error?: never } | { data?: never; error: GraphErrorResponse };

/** Result of a call: `data` if it succeeded, `error` if the platform rejected it. */
export type CallResult<Data = unknown> = CallOutcome & DataOrError<Data>;

// inferred from `data` alone it would include undefined without exactOptionalPropertyTypes
type DataIn<Result> = Result extends { data: infer Data; error?: never } ? Data : never;

/**
 * Returns the `data` of a call, or throws its error.
 *
 * @throws {GraphError} when the platform rejected the call
 * @example
 * const { data: numbers } = unwrap(
 *   await client.GET("/{business_id}/preverified_numbers", { params: { path: { business_id } } }),
 * );
 */
export function unwrap<Result extends Pick<CallOutcome, "response" | "request"> & DataOrError<unknown>>(
  result: Result,
): DataIn<Result> {
  if (result.error === undefined) return result.data as DataIn<Result>;
  throw new GraphError(result.request, result.response.status, result.error);
}
