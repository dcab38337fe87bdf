import type { UntypedOptions } from "../call/call.ts";
import { unwrap } from "../errors/call-result.ts";
import { type Pages, pagesOf, type PagingOptions } from "../paging.ts";
import { type AnyClient, sendOf } from "./call.ts";
import { readDescriptor } from "./descriptor.ts";
import { sortInput } from "./sort-input.ts";
import type { Answer } from "./types.ts";

/**
 * A list that nobody has asked for yet: `await` sends one call and returns its page, `for await` walks over the items of
 * all pages. Nothing is sent before; a function that returns it from `async` code returns the first page. Items have the
 * fields named `Field`, or else `DefaultField`.
 */
export interface Listing<List, Field = never, DefaultField = never>
  extends Pages<Answer<List, Field, DefaultField>>, Promise<Answer<List, Field, DefaultField>> {}

/** Lists with the operation that `text` describes, for generated functions. */
export function list<List, Field = never, DefaultField = never>(
  client: AnyClient,
  text: string,
  input?: object,
  options: UntypedOptions & PagingOptions = {},
): Listing<List, Field, DefaultField> {
  type Page = Answer<List, Field, DefaultField>;
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
