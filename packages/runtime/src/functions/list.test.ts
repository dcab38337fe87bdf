import { expect, test } from "vitest";
import { answering, graphError } from "../answers.test-support.ts";
import { GraphError } from "../errors/graph-error.ts";
import { pageOf, queriesOf } from "../paging.test-support.ts";
import { type Book, testClient } from "../paths.test-support.ts";
import type { AnyClient } from "./call.ts";
import { list } from "./list.ts";

interface BookList {
  data: Book[];
}

const shelf = { shelf_id: "7" };

/** A list over two pages. */
function twoPages(input: object = shelf, options?: Parameters<typeof list>[3]) {
  const { fetch, requests } = answering(pageOf(["1", "2"], { after: "a" }), pageOf(["3"]), pageOf(["1", "2"]));
  return { listing: list<BookList>(testClient(fetch), "GET /{shelf_id}/books", input, options), requests };
}

function rejected() {
  const { fetch, requests } = answering(graphError(400, { code: 100 }));
  return { listing: list<BookList>(testClient(fetch), "GET /{shelf_id}/books", shelf), requests };
}

/** Lets everything happen that does not wait for the network. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function idsOf(books: AsyncIterable<Book>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of books) ids.push(id);
  return ids;
}

test("something else than a client is refused at once", () => {
  expect(() => list({} as AnyClient, "GET /{shelf_id}/books")).toThrow(
    "Cannot call /{shelf_id}/books: the first argument must be a client",
  );
});

test("a rejected call is thrown when the list is awaited or walked", async () => {
  await expect(rejected().listing).rejects.toThrow(GraphError);
  await expect(idsOf(rejected().listing)).rejects.toThrow(GraphError);
  await expect(rejected().listing.toArray()).rejects.toThrow(GraphError);
});

test("nothing is sent before somebody asks", async () => {
  const { listing, requests } = twoPages();
  listing.pages();
  await settle();
  expect(requests).toEqual([]);
});

test("awaited it is its first page, and one call however often", async () => {
  const { listing, requests } = twoPages({ ...shelf, fields: ["id"], limit: 2 });
  expect((await listing).data).toEqual([{ id: "1" }, { id: "2" }]);
  expect(await listing).toBe(await listing);
  expect(await Promise.all([listing, listing])).toHaveLength(2);
  expect(queriesOf(requests)).toEqual([{ fields: "id", limit: "2" }]);
});

test("walked it is the items of all pages", async () => {
  const { listing, requests } = twoPages({ ...shelf, limit: 2 });
  expect(await idsOf(listing)).toEqual(["1", "2", "3"]);
  expect(queriesOf(requests)).toEqual([{ limit: "2" }, { limit: "2", after: "a" }]);
});

test("walked again it starts anew", async () => {
  const { listing, requests } = twoPages();
  expect(await idsOf(listing)).toHaveLength(3);
  expect(await idsOf(listing)).toHaveLength(2);
  expect(requests).toHaveLength(3);
});

test("pages() are the answers, from the cursor in the input on", async () => {
  const { listing, requests } = twoPages({ ...shelf, after: "z" });
  const sizes: number[] = [];
  for await (const { data } of listing.pages()) sizes.push(data.length);
  expect(sizes).toEqual([2, 1]);
  expect(queriesOf(requests)).toEqual([{ after: "z" }, { after: "a" }]);
});

test.each([
  [undefined, ["1", "2", "3"], 2],
  [{ limit: 3 }, ["1", "2", "3"], 2],
  [{ limit: 2 }, ["1", "2"], 1],
  [{ limit: 0 }, [], 0],
])("toArray(%j) fetches no more than it needs", async (options, ids, calls) => {
  const { listing, requests } = twoPages();
  expect((await listing.toArray(options)).map(({ id }) => id)).toEqual(ids);
  expect(requests).toHaveLength(calls);
});

test("an id that is undefined is the one that the client is bound to", async () => {
  const { fetch, requests } = answering(pageOf(["1"]));
  const client = testClient(fetch).with({ ids: shelf });
  expect(await list<BookList>(client, "GET /{shelf_id}/books", { shelf_id: undefined }).toArray()).toHaveLength(1);
  expect(new URL(requests[0]?.url ?? "").pathname).toBe("/v25.0/7/books");
});

test("catch() and finally() send it, as then() does", async () => {
  const { listing, requests } = rejected();
  expect(await listing.catch((error: unknown) => error)).toBeInstanceOf(GraphError);
  const order: string[] = [];
  await listing.finally(() => order.push("done")).catch(() => order.push("caught"));
  expect(order).toEqual(["done", "caught"]);
  expect(requests).toHaveLength(1);
  const { listing: other } = twoPages();
  expect(await other.catch(() => undefined).finally(() => undefined)).toMatchObject({
    data: [{ id: "1" }, { id: "2" }],
  });
});

test("it passes for a promise where one is told by its methods or its tag", async () => {
  const { listing } = twoPages();
  expect(Object.prototype.toString.call(listing)).toBe("[object Listing]");
  expect(await Promise.resolve(listing)).toEqual(await listing);
});

test("the signal of its caller ends both", async () => {
  const controller = new AbortController();
  const { fetch } = answering(pageOf(["1"], { after: "a" }), () => new Promise(() => {}));
  const listing = list<BookList>(testClient(fetch), "GET /{shelf_id}/books", shelf, { signal: controller.signal });
  const walk = async () => {
    for await (const _ of listing) controller.abort(new Error("enough"));
  };
  await expect(walk()).rejects.toThrow("enough");
  await expect(listing).rejects.toThrow("enough");
});

test("prefetch fetches the next page while one is walked, and nothing when awaited", async () => {
  const { listing, requests } = twoPages(shelf, { prefetch: true });
  for await (const _ of listing) {
    await settle();
    expect(requests).toHaveLength(2);
  }
  const { listing: awaited, requests: sent } = twoPages(shelf, { prefetch: true });
  await awaited;
  await settle();
  expect(sent).toHaveLength(1);
});
