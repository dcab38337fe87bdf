import type { UntypedOptions } from "../call/call.ts";
import { unwrap } from "../errors/call-result.ts";
import { type Pages, pagesOf, type PagingOptions } from "../paging.ts";
import { type AnyClient, sendOf } from "./call.ts";
import { readDescriptor } from "./descriptor.ts";
import { sortInput } from "./sort-input.ts";

/**
 * A list that nobody has asked for yet: `await` sends one call and returns its page, `for await` walks over the items of
 * all pages. Nothing is sent before; a function that returns it from `async` code returns the first page.
 */
export interface Listing<Page> extends Pages<Page>, Promise<Page> {}

/** Lists with the operation that `text` describes, for generated functions. */
export function list<Page>(
  client: AnyClient,
  text: string,
  input?: object,
  options: UntypedOptions & PagingOptions = {},
): Listing<Page> {
  const { prefetch, ...callOptions } = options;
  const descriptor = readDescriptor(text);
  const send = sendOf<Page>(client, descriptor);
  const sorted = { ...callOptions, ...sortInput(descriptor, input) };
  let page: Promise<Page> | undefined;
  const first = () => (page ??= send(descriptor.path, sorted).then(unwrap));
  return {
    ...pagesOf(send, descriptor.path, sorted, prefetch),
    // oxlint-disable-next-line unicorn/no-thenable -- awaited, a list is its first page
    then: (...handlers) => first().then(...handlers),
    catch: (...handlers) => first().catch(...handlers),
    finally: (...handlers) => first().finally(...handlers),
    [Symbol.toStringTag]: "Listing",
  };
}
