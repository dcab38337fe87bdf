import type { Client } from "./client.ts";
import { type CallResult, unwrap } from "./errors.ts";
import type { Select } from "./fields.ts";
import type { components } from "./generated/paging.ts";
import type { CallOptions, DataOf, FieldOf, OperationAt, PathWith, Selecting } from "./operation.ts";

/** Place of a page in its list. */
export type Paging = components["schemas"]["Paging"];

/** A page of a list: nearly always `data: [...]`, for groups `data: { groups: [...] }`. */
interface Page {
  data: unknown[] | { [name: string]: unknown[] | undefined };
  paging?: Paging;
}

/** The paths of `Paths` whose answer is a list. */
export type ListPath<Paths> = {
  [Path in PathWith<Paths, "get">]: DataOf<OperationAt<Paths, Path, "get">> extends Page ? Path : never;
}[PathWith<Paths, "get">];

type ItemOf<Answer> = Answer extends { data: infer Data }
  ? Data extends (infer Item)[]
    ? Item
    : NonNullable<Data[keyof Data]> extends (infer Item)[]
      ? Item
      : never
  : never;

/** The items of a list, fetched page by page while they are asked for. */
export interface Pages<Answer> extends AsyncIterable<ItemOf<Answer>> {
  /** The answers themselves, one for each page. */
  pages: () => AsyncIterable<Answer>;
  /** All items, or at most `limit` of them; pages beyond are not fetched. */
  toArray: (options?: { limit?: number }) => Promise<ItemOf<Answer>[]>;
}

/**
 * Walks a list. It begins at the start, or behind the cursor `after`, and goes on until the platform
 * names no further page; short and empty pages do not end it. Given the cursor `before` it walks
 * towards the start instead, page by page, each in the order of the list.
 *
 * The addresses in `paging.next`, which may hold the access token, are never followed.
 *
 * @throws {GraphError} when the platform refuses a page, for example because a cursor has expired
 * @throws {TypeError} when both `after` and `before` are given
 * @example
 * const options = { params: { path: { pre_verified_phone_number_id } } };
 * for await (const partner of paginate(client, "/{pre_verified_phone_number_id}/partners", options)) {
 *   console.log(partner.name);
 * }
 */
export function paginate<
  Paths,
  Path extends ListPath<Paths>,
  Field extends FieldOf<OperationAt<Paths, Path, "get">> = never,
>(
  client: Client<Paths>,
  path: Path,
  options: CallOptions<OperationAt<Paths, Path, "get">> & Selecting<OperationAt<Paths, Path, "get">, Field>,
): Pages<Select<DataOf<OperationAt<Paths, Path, "get">>, Field>> {
  type Answer = Select<DataOf<OperationAt<Paths, Path, "get">>, Field>;
  const get = client.GET as unknown as GetPage<Answer>;
  const pages = () => walk(get, path, options as ListOptions);
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
  params?: { query?: { after?: string; before?: string } };
  signal?: AbortSignal;
}

type GetPage<Answer> = (path: string, options: ListOptions) => Promise<CallResult<Answer>>;

async function* walk<Answer>(get: GetPage<Answer>, path: string, options: ListOptions): AsyncGenerator<Answer, void> {
  const { after, before, ...query } = options.params?.query ?? {};
  if (after !== undefined && before !== undefined) {
    throw new TypeError(`Cannot walk ${path}: give either after, to walk forward, or before, to walk backward`);
  }
  const [cursorName, successor] = before === undefined ? (["after", "next"] as const) : (["before", "previous"] as const);
  let cursor = after ?? before;
  for (;;) {
    const place = cursor === undefined ? {} : { [cursorName]: cursor };
    const page = unwrap(await get(path, { ...options, params: { ...options.params, query: { ...query, ...place } } }));
    yield page;
    const { paging } = page as Page;
    if (!paging?.[successor]) return;
    const following = paging.cursors?.[cursorName];
    if (following === undefined || following === cursor) {
      throw new TypeError(
        `Cannot walk ${path}: the platform names a ${successor} page but ${following === undefined ? "no" : "again the same"} cursor`,
      );
    }
    cursor = following;
  }
}

async function* eachItem<Answer>(pages: AsyncIterable<Answer>): AsyncGenerator<ItemOf<Answer>, void> {
  for await (const page of pages) {
    const { data } = page as Page;
    const items = Array.isArray(data) ? data : (Object.values(data).find(Array.isArray) ?? []);
    yield* items as ItemOf<Answer>[];
  }
}
