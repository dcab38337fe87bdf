import type { UntypedOptions } from "../call/call.ts";
import { type CallResult, unwrap } from "../errors/call-result.ts";
import { type Descriptor, readDescriptor } from "./descriptor.ts";
import { sortInput } from "./sort-input.ts";

/** A client of any operations, bound to any ids. */
export interface AnyClient {
  readonly GET: unknown;
  readonly POST: unknown;
  readonly DELETE: unknown;
}

type Send<Answer> = (path: string, options: UntypedOptions) => Promise<CallResult<Answer>>;

/**
 * Calls the operation that `text` describes, for generated functions.
 *
 * @throws {GraphError} when the platform rejects the call
 * @throws {GraphConnectionError} when no complete response arrives
 * @throws {TypeError} before anything is sent, when a path parameter or the token is missing
 */
export async function call<Answer>(
  client: AnyClient,
  text: string,
  input?: object,
  options?: UntypedOptions,
): Promise<Answer> {
  const descriptor = readDescriptor(text);
  return unwrap(
    await sendOf<Answer>(client, descriptor)(descriptor.path, { ...options, ...sortInput(descriptor, input) }),
  );
}

/** @throws {TypeError} when something else was passed as the client */
export function sendOf<Answer>(client: AnyClient, { verb, path }: Descriptor): Send<Answer> {
  const send = (client as Partial<AnyClient> | undefined)?.[verb];
  if (typeof send === "function") return send as Send<Answer>;
  throw new TypeError(`Cannot call ${path}: the first argument must be a client`);
}
