import type { PathWithoutOptions, TypedOptions } from "./call-options.ts";
import type { Answer as AnswerOf, Client } from "./client-types.ts";
import { type CallResult, unwrap } from "./errors/call-result.ts";
import { GraphError } from "./errors/graph-error.ts";
import type * as generated from "./generated/paging.ts";
import type { DataOf, OperationAt, PathWith } from "./operation.ts";

/** Position of a page in its list. */
export type Paging = generated.Paging;

/** A page of a list: nearly always `data: [...]`, for groups `data: { groups: [...] }`. */
interface Page {
  data: readonly unknown[] | { [name: string]: readonly unknown[] | undefined };
  paging?: Paging;
}

/** The paths of `Paths` whose response is a list. */
export type ListPath<Paths> = {
  [Path in PathWith<Paths, "get">]: DataOf<OperationAt<Paths, Path, "get">> extends Page ? Path : never;
}[PathWith<Paths, "get">];

type ItemOf<Answer> = Answer extends { data: infer Data }
  ? Data extends readonly (infer Item)[]
    ? Item
    : NonNullable<Data[keyof Data]> extends readonly (infer Item)[]
      ? Item
      : never
  : never;

/** The items of a list, fetched page by page on demand. */
export interface Pages<Answer> extends AsyncIterable<ItemOf<Answer>> {
  /** The responses themselves, one per page; continue later from `paging.cursors`. */
  pages: () => AsyncIterable<Answer>;
  /** All items, or at most `limit` of them; no more pages are fetched than needed. */
  toArray: (options?: { limit?: number }) => Promise<ItemOf<Answer>[]>;
}

export interface PagingOptions {
  /** Fetches the next page while the current one is processed. @default false */
  prefetch?: boolean;
}

type PageArguments<Paths, Path, Bound extends string, Field> = [Path] extends [
  PathWithoutOptions<Paths, Path, "get", Bound>,
]
  ? [options?: TypedOptions<OperationAt<Paths, Path, "get">, "get", Bound, Field, never>, paging?: PagingOptions]
  : [options: TypedOptions<OperationAt<Paths, Path, "get">, "get", Bound, Field, never>, paging?: PagingOptions];

/**
 * A page that the platform rejected because of its cursor. Cursors become invalid when the list changes: do not store
 * them, and start again from the first page.
 */
export class GraphCursorError extends GraphError {
  override readonly name = "GraphCursorError";

  constructor(...parameters: ConstructorParameters<typeof GraphError>) {
    super(...parameters);
    this.message = this.message.replace(": ", ": the cursor is no longer valid, start again from the first page: ");
  }
}

/**
 * Iterates over a list, from its start or after the cursor `after`, until the platform names no next page; short and
 * empty pages do not end it. With the cursor `before`, or `last` alone, it goes backward page by page, each page in the
 * order of the list.
 *
 * The URLs in `paging.next`, which may contain the access token, are never followed.
 *
 * @throws {GraphError} when the platform rejects a page
 * @throws {GraphCursorError} when it rejects one because the cursor has expired
 * @throws {TypeError} when both `after` and `before` are given, or the cursors form a cycle
 * @example
 * const options = { params: { path: { pre_verified_phone_number_id } } };
 * for await (const partner of paginate(client, "/{pre_verified_phone_number_id}/partners", options)) {
 *   console.log(partner.name);
 * }
 */
export function paginate<
  Paths,
  Path extends ListPath<Paths>,
  Field extends string = never,
  Bound extends string = never,
  PathsByVersion = unknown,
>(
  client: Client<Paths, Bound, PathsByVersion>,
  path: Path,
  ...rest: PageArguments<Paths, Path, Bound, Field>
): Pages<AnswerOf<OperationAt<Paths, Path, "get">, Field>>;
export function paginate<Answer>(
  client: { GET: object },
  path: string,
  options?: ListOptions,
  { prefetch }: PagingOptions = {},
): Pages<Answer> {
  return pagesOf(client.GET as GetPage<Answer>, path, options, prefetch); // of its options only the cursors matter here
}

/** The list that `get` fetches a page of. */
export function pagesOf<Answer>(
  get: GetPage<Answer>,
  path: string,
  options?: ListOptions,
  prefetch = false,
): Pages<Answer> {
  const pages = () => walk(get, path, options, prefetch);
  return {
    pages,
    async toArray({ limit = Number.POSITIVE_INFINITY } = {}) {
      const items: ItemOf<Answer>[] = [];
      if (limit <= 0) return items;
      for await (const item of eachItem(pages())) {
        items.push(item);
        if (items.length >= limit) break;
      }
      return items;
    },
    [Symbol.asyncIterator]: () => eachItem(pages()),
  };
}

interface ListOptions {
  params?: { query?: { after?: string; before?: string; last?: number } };
  signal?: AbortSignal | undefined;
}

type GetPage<Answer> = (path: string, options: ListOptions) => Promise<CallResult<Answer>>;

async function* walk<Answer>(
  get: GetPage<Answer>,
  path: string,
  options: ListOptions = {},
  prefetch: boolean,
): AsyncGenerator<Answer, void> {
  const { after: start, before: end, ...query } = options.params?.query ?? {};
  const [after, before] = [cursorIn(start), cursorIn(end)];
  if (after !== undefined && before !== undefined) {
    throw new TypeError(`Cannot paginate ${path}: give either after, to walk forward, or before, to walk backward`);
  }
  const isForward = before === undefined && query.last === undefined;
  const [cursorName, successor] = isForward ? (["after", "next"] as const) : (["before", "previous"] as const);
  const ending = prefetch ? new AbortController() : undefined;
  const signal = ending
    ? AbortSignal.any([ending.signal, ...(options.signal ? [options.signal] : [])])
    : options.signal;
  const fetchPage = async (at: string | undefined) => {
    const params = { ...options.params, query: at === undefined ? query : { ...query, [cursorName]: at } };
    const result = await get(path, { ...options, params, signal });
    if (result.error && at !== undefined && isAboutCursor(result.error.error)) {
      throw new GraphCursorError(result.request, result.response.status, result.error);
    }
    return unwrap(result);
  };

  let cursor = after ?? before;
  let checkpoint = cursor; // Brent's cycle detection: a cursor some pages back, which a cycle reaches again
  try {
    let following: Promise<Answer> | undefined;
    for (let count = 1; ; count++) {
      const page = await (following ?? fetchPage(cursor));
      const { paging } = (page ?? {}) as Page;
      const goesOn = Boolean(paging?.[successor]);
      const found = cursorIn(paging?.cursors?.[cursorName]);
      const isStuck = found === undefined || found === cursor || found === checkpoint;
      cursor = found;
      if (Number.isInteger(Math.log2(count))) checkpoint = found;
      following = prefetch && goesOn && !isStuck ? fetchPage(cursor) : undefined;
      following?.catch(() => {}); // thrown when its page is awaited
      yield page;
      if (!goesOn) return;
      if (isStuck) {
        const problem = found === undefined ? "has no cursor" : "repeats a cursor";
        throw new TypeError(`Cannot paginate ${path}: the ${successor} page ${problem}`);
      }
    }
  } finally {
    ending?.abort();
  }
}

/** The cursor, or undefined if `value` is not a non-empty string. */
function cursorIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Whether a page was rejected because of its cursor. */
function isAboutCursor({ code, message }: { code: number; message: unknown }): boolean {
  // 131059 of groups, 139102 of block lists, 100 elsewhere
  return code === 131059 || code === 139102 || (code === 100 && /cursor/i.test(String(message)));
}

async function* eachItem<Answer>(pages: AsyncIterable<Answer>): AsyncGenerator<ItemOf<Answer>, void> {
  for await (const page of pages) {
    const { data } = (page ?? {}) as Page;
    const items = Array.isArray(data) ? data : (Object.values(data ?? {}).find(Array.isArray) ?? []);
    for (const item of items as ItemOf<Answer>[]) yield item; // `yield*` would make two promises more for each
  }
}
