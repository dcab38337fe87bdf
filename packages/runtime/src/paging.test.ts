import { describe, expect, test } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import type { Client } from "./client-types.ts";
import { GraphError } from "./errors/graph-error.ts";
import { GraphCursorError, paginate } from "./paging.ts";
import { pageOf, queriesOf } from "./paging.test-support.ts";
import { type TestPaths, testClient } from "./paths.test-support.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";

const path = { shelf_id: "7" };
const list = "/{shelf_id}/books";

/** The books of a shelf, asked for with this query. */
function booksOf(fetch: NetworkFetch, query: { after?: string; before?: string; limit?: number } = {}) {
  return paginate(testClient(fetch), list, { params: { path, query } });
}

describe("paginate()", () => {
  test("throws the platform's error when a page is rejected, after the items before it", async () => {
    const { fetch } = answering(pageOf(["1"], { after: "a" }), graphError(400, { code: 131059 }));
    const seen: string[] = [];
    const walk = async () => {
      for await (const book of booksOf(fetch)) seen.push(book.id);
    };
    await expect(walk()).rejects.toThrow(GraphError);
    expect(seen).toEqual(["1"]);
  });

  test.each([
    ["of groups", { code: 131059 }],
    ["of block lists", { code: 139102 }],
    ["elsewhere", { code: 100, message: "(#100) The After Cursor specified exceeds the max limit" }],
  ])("says that a cursor has expired when the platform says so %s", async (_, error) => {
    const { fetch } = answering(pageOf(["1"], { after: "a" }), graphError(400, error));
    const walk = booksOf(fetch).toArray();
    await expect(walk).rejects.toThrow(GraphCursorError);
    await expect(walk).rejects.toThrow(
      "Cannot GET /{shelf_id}/books: the cursor is no longer valid, start again from the first page: ",
    );
    await expect(walk).rejects.toMatchObject({ name: "GraphCursorError", code: error.code, status: 400 });
  });

  test("says so of a cursor that it was given", async () => {
    const { fetch } = answering(graphError(400, { code: 131059 }));
    await expect(booksOf(fetch, { after: "old" }).toArray()).rejects.toThrow(GraphCursorError);
  });

  test.each([
    ["the first page", [graphError(400, { code: 131059 })]],
    ["something else", [pageOf(["1"], { after: "a" }), graphError(400, { code: 100, message: "no such field" })]],
    ["an error without a message", [pageOf(["1"], { after: "a" }), graphError(400, { code: 100, message: null })]],
  ])("does not say so of %s", async (_, answers) => {
    const { fetch } = answering(...answers);
    const walk = booksOf(fetch).toArray();
    await expect(walk).rejects.toBeInstanceOf(GraphError);
    await expect(walk).rejects.not.toBeInstanceOf(GraphCursorError);
  });

  test("rejects two directions at once, sending nothing", async () => {
    const { fetch, requests } = answering();
    await expect(booksOf(fetch, { after: "a", before: "b" }).toArray()).rejects.toThrow(
      "Cannot paginate /{shelf_id}/books: give either after, to walk forward, or before, to walk backward",
    );
    expect(requests).toEqual([]);
  });

  test("stops with an error when the platform names the same cursor again", async () => {
    const { fetch, requests } = answering(pageOf(["1"], { after: "a" }), pageOf(["2"], { after: "a" }));
    const walk = booksOf(fetch).toArray();
    await expect(walk).rejects.toThrow("the next page repeats a cursor");
    expect(requests).toHaveLength(2);
  });

  test.each([null, "", 7, {}])("stops with an error when the cursor of the next page is %j", async (after) => {
    const { fetch, requests } = answering(
      json({ data: [{ id: "1" }], paging: { cursors: { after }, next: "https://graph.example" } }),
    );
    const walk = booksOf(fetch).toArray();
    await expect(walk).rejects.toThrow("the next page has no cursor");
    expect(requests).toHaveLength(1);
  });

  test.each([null, undefined, ""])("begins at the start when its cursors are %j", async (nothing) => {
    const { fetch, requests } = answering(json({ data: [{ id: "1" }] }));
    const query = { after: nothing, before: nothing } as { after?: string };
    expect(await booksOf(fetch, query).toArray()).toEqual([{ id: "1" }]);
    expect(queriesOf(requests)).toEqual([{}]);
  });

  test("stops with an error when the platform names a next page without a cursor", async () => {
    const { fetch } = answering(json({ data: [], paging: { next: "https://graph.example" } }));
    const walk = booksOf(fetch).toArray();
    await expect(walk).rejects.toThrow("the next page has no cursor");
  });

  const loops = [1, 2, 3, 4, 5, 6, 7].flatMap((length) => [0, 1, 2, 5].map((before) => [length, before] as const));
  test.each(loops)("stops with an error when %i cursors come again and again, %i pages on", async (length, before) => {
    let count = 0;
    const { GET } = testClient(async () => {
      const at = count < before ? count : before + ((count - before) % length);
      count++;
      return pageOf([String(at)], { after: `cursor ${at}` });
    });
    const walk = paginate({ GET } as Client<TestPaths>, list, { params: { path } }).toArray();
    await expect(walk).rejects.toThrow(
      new TypeError("Cannot paginate /{shelf_id}/books: the next page repeats a cursor"),
    );
    expect(count).toBeLessThanOrEqual(4 * (before + length));
  });

  test("walks a long list to its end", async () => {
    let count = 0;
    const client = testClient(async () => pageOf([String(count)], count++ < 300 ? { after: `cursor ${count}` } : {}));
    expect(await paginate(client, list, { params: { path } }).toArray()).toHaveLength(301);
  });

  test.each([
    ["no data", json({ paging: {} })],
    ["data that is null", json({ data: null })],
    ["data that is no list", json({ data: "none" })],
    ["nothing but null", json(null)],
    ["no content", new Response(null, { status: 204 })],
  ])("finds no items in a page with %s", async (_, answer) => {
    const { fetch } = answering(answer);
    expect(await booksOf(fetch).toArray()).toEqual([]);
  });

  test("continues over short and empty pages until there is no next, never following its URL", async () => {
    const { fetch, requests } = answering(
      pageOf(["1", "2"], { after: "a" }),
      pageOf([], { after: "b" }),
      pageOf(["3"]),
    );
    const query = { limit: 2, fields: ["title"] } as const;
    const books = await paginate(testClient(fetch), list, { params: { path, query } }).toArray();
    expect(books.map((book) => book.id)).toEqual(["1", "2", "3"]);
    expect(queriesOf(requests)).toEqual([
      { fields: "title", limit: "2" },
      { fields: "title", limit: "2", after: "a" },
      { fields: "title", limit: "2", after: "b" },
    ]);
    expect(new Set(requests.map((request) => new URL(request.url).host))).toEqual(new Set(["graph.facebook.com"]));
  });

  test("takes a response without paging for the only page", async () => {
    const { fetch } = answering(json({ data: [{ id: "1" }] }));
    expect(await paginate(testClient(fetch), "/shelves", {}).toArray()).toEqual([{ id: "1" }]);
  });

  test("finds the items of a list nested in data", async () => {
    const paging = { cursors: { after: "a" }, next: "https://graph.example" };
    const { fetch } = answering(
      json({ data: { boxes: [{ id: "1" }] }, paging }),
      json({ data: { boxes: [{ id: "2" }] } }),
      json({ data: {} }),
    );
    expect(await paginate(testClient(fetch), "/boxes", {}).toArray()).toEqual([{ id: "1" }, { id: "2" }]);
    expect(await paginate(testClient(fetch), "/boxes", {}).toArray()).toEqual([]);
  });

  test("begins behind the cursor that it is given", async () => {
    const { fetch, requests } = answering(pageOf(["3"]));
    await booksOf(fetch, { after: "b" }).toArray();
    expect(queriesOf(requests)).toEqual([{ after: "b" }]);
  });

  test("walks backward from a cursor until there is no previous", async () => {
    const { fetch, requests } = answering(
      pageOf(["3", "4"], { before: "b", after: "x" }),
      pageOf(["1", "2"], { after: "y" }),
    );
    const books = await booksOf(fetch, { before: "c" }).toArray();
    expect(books.map((book) => book.id)).toEqual(["3", "4", "1", "2"]);
    expect(queriesOf(requests)).toEqual([{ before: "c" }, { before: "b" }]);
  });

  test("goes backward from the end when only last is given", async () => {
    const { fetch, requests } = answering(pageOf(["3", "4"], { before: "b" }), pageOf(["1", "2"], { after: "x" }));
    const books = await booksOf(fetch, { last: 2 } as { limit?: number }).toArray();
    expect(books.map((book) => book.id)).toEqual(["3", "4", "1", "2"]);
    expect(queriesOf(requests)).toEqual([{ last: "2" }, { last: "2", before: "b" }]);
  });

  test("sends each page with the signal and the headers of the whole", async () => {
    const { fetch, requests } = answering(pageOf(["1"], { after: "a" }), pageOf(["2"]));
    const controller = new AbortController();
    const options = { params: { path }, headers: { "X-Trace": "1" }, signal: controller.signal };
    await paginate(testClient(fetch), list, options).toArray();
    controller.abort();
    expect(requests.map(({ headers, signal }) => [headers.get("X-Trace"), signal.aborted])).toEqual([
      ["1", false],
      ["1", false],
    ]);
  });

  test("ends by the signal, between pages too", async () => {
    const { fetch, requests } = answering(pageOf(["1"], { after: "a" }));
    const controller = new AbortController();
    const walk = async () => {
      const options = { params: { path }, signal: controller.signal };
      for await (const _ of paginate(testClient(fetch), list, options)) controller.abort(new Error("enough"));
    };
    await expect(walk()).rejects.toThrow("enough");
    expect(requests).toHaveLength(1);
  });

  test("needs no ids where its client is bound to them", async () => {
    const { fetch, requests } = answering(pageOf(["1"]));
    const client = testClient(fetch).with({ ids: { shelf_id: "7" } });
    const nothing = [] as unknown as [{ params: { path: typeof path } }];
    await paginate(client as Client<TestPaths>, list, ...nothing).toArray();
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/v25.0/7/books");
  });

  test("asks for a page only when its first item is wanted", async () => {
    const { fetch, requests } = answering(pageOf(["1", "2"], { after: "a" }), pageOf(["3"]));
    for await (const book of booksOf(fetch)) {
      if (book.id === "2") break;
    }
    expect(requests).toHaveLength(1);
  });

  test("can be walked twice, each time from the start", async () => {
    const { fetch, requests } = answering(pageOf(["1"]), pageOf(["1"]));
    const pages = booksOf(fetch);
    expect(await pages.toArray()).toEqual(await pages.toArray());
    expect(requests).toHaveLength(2);
  });
});

describe("paginate().toArray()", () => {
  test.each([0, -1])("sends nothing for the limit %i", async (limit) => {
    const { fetch, requests } = answering();
    const books = await booksOf(fetch).toArray({ limit });
    expect(books).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("stops at the limit without asking for a page beyond", async () => {
    const { fetch, requests } = answering(pageOf(["1", "2"], { after: "a" }), pageOf(["3", "4"], { after: "b" }));
    const books = await booksOf(fetch).toArray({ limit: 4 });
    expect(books.map((book) => book.id)).toEqual(["1", "2", "3", "4"]);
    expect(requests).toHaveLength(2);
  });
});

test("paginate().pages() returns each page unchanged", async () => {
  const { fetch } = answering(pageOf(["1"], { after: "a" }), pageOf(["2"]));
  const seen: unknown[] = [];
  for await (const answer of booksOf(fetch).pages()) {
    seen.push([answer.data.length, answer.paging?.cursors?.after]);
  }
  expect(seen).toEqual([
    [1, "a"],
    [1, undefined],
  ]);
});
