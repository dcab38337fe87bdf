import { describe, expect, test } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import { GraphError } from "./errors.ts";
import { type Paging, paginate } from "./paging.ts";
import { testClient } from "./paths.test-support.ts";

const path = { shelf_id: "7" };

/** A page with the ids, which has a successor or predecessor when its cursor is named. */
function page(ids: string[], { after, before }: { after?: string; before?: string } = {}) {
  const paging: Paging = { cursors: { ...(after && { after }), ...(before && { before }) } };
  if (after) paging.next = `https://evil.example/next?access_token=EAAB&after=${after}`;
  if (before) paging.previous = `https://evil.example/previous?access_token=EAAB&before=${before}`;
  return json({ data: ids.map((id) => ({ id })), paging });
}

const queries = (requests: Request[]) => requests.map((request) => Object.fromEntries(new URL(request.url).searchParams));

describe("paginate()", () => {
  test("throws the platform's error when a page is refused, after the items before it", async () => {
    const { fetch } = answering(page(["1"], { after: "a" }), graphError(400, { code: 131059 }));
    const seen: string[] = [];
    const walk = async () => {
      for await (const book of paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } })) seen.push(book.id);
    };
    await expect(walk()).rejects.toThrow(GraphError);
    expect(seen).toEqual(["1"]);
  });

  test("refuses two directions at once, sending nothing", async () => {
    const { fetch, requests } = answering();
    const options = { params: { path, query: { after: "a", before: "b" } } };
    await expect(paginate(testClient(fetch), "/{shelf_id}/books", options).toArray()).rejects.toThrow(
      "Cannot walk /{shelf_id}/books: give either after, to walk forward, or before, to walk backward",
    );
    expect(requests).toEqual([]);
  });

  test("stops with an error when the platform names the same cursor again", async () => {
    const { fetch, requests } = answering(page(["1"], { after: "a" }), page(["2"], { after: "a" }));
    const walk = paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } }).toArray();
    await expect(walk).rejects.toThrow("the platform names a next page but again the same cursor");
    expect(requests).toHaveLength(2);
  });

  test("stops with an error when the platform names a next page without a cursor", async () => {
    const { fetch } = answering(json({ data: [], paging: { next: "https://graph.example" } }));
    const walk = paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } }).toArray();
    await expect(walk).rejects.toThrow("the platform names a next page but no cursor");
  });

  test("goes on over short and empty pages until there is no next, never following its address", async () => {
    const { fetch, requests } = answering(page(["1", "2"], { after: "a" }), page([], { after: "b" }), page(["3"]));
    const query = { limit: 2, fields: ["title"] } as const;
    const books = await paginate(testClient(fetch), "/{shelf_id}/books", { params: { path, query } }).toArray();
    expect(books.map((book) => book.id)).toEqual(["1", "2", "3"]);
    expect(queries(requests)).toEqual([
      { fields: "title", limit: "2" },
      { fields: "title", limit: "2", after: "a" },
      { fields: "title", limit: "2", after: "b" },
    ]);
    expect(new Set(requests.map((request) => new URL(request.url).host))).toEqual(new Set(["graph.facebook.com"]));
  });

  test("takes an answer without paging for the only page", async () => {
    const { fetch } = answering(json({ data: [{ id: "1" }] }));
    expect(await paginate(testClient(fetch), "/shelves", {}).toArray()).toEqual([{ id: "1" }]);
  });

  test("finds the items of a list that stands inside of data", async () => {
    const paging = { cursors: { after: "a" }, next: "https://graph.example" };
    const { fetch } = answering(json({ data: { boxes: [{ id: "1" }] }, paging }), json({ data: { boxes: [{ id: "2" }] } }), json({ data: {} }));
    expect(await paginate(testClient(fetch), "/boxes", {}).toArray()).toEqual([{ id: "1" }, { id: "2" }]);
    expect(await paginate(testClient(fetch), "/boxes", {}).toArray()).toEqual([]);
  });

  test("begins behind the cursor that it is given", async () => {
    const { fetch, requests } = answering(page(["3"]));
    await paginate(testClient(fetch), "/{shelf_id}/books", { params: { path, query: { after: "b" } } }).toArray();
    expect(queries(requests)).toEqual([{ after: "b" }]);
  });

  test("walks backward from a cursor until there is no previous", async () => {
    const { fetch, requests } = answering(page(["3", "4"], { before: "b", after: "x" }), page(["1", "2"], { after: "y" }));
    const options = { params: { path, query: { before: "c" } } };
    const books = await paginate(testClient(fetch), "/{shelf_id}/books", options).toArray();
    expect(books.map((book) => book.id)).toEqual(["3", "4", "1", "2"]);
    expect(queries(requests)).toEqual([{ before: "c" }, { before: "b" }]);
  });

  test("asks for a page only when its first item is wanted", async () => {
    const { fetch, requests } = answering(page(["1", "2"], { after: "a" }), page(["3"]));
    for await (const book of paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } })) {
      if (book.id === "2") break;
    }
    expect(requests).toHaveLength(1);
  });

  test("can be walked twice, each time from the start", async () => {
    const { fetch, requests } = answering(page(["1"]), page(["1"]));
    const pages = paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } });
    expect(await pages.toArray()).toEqual(await pages.toArray());
    expect(requests).toHaveLength(2);
  });
});

describe("paginate().toArray()", () => {
  test.each([0, -1])("sends nothing for the limit %i", async (limit) => {
    const { fetch, requests } = answering();
    const books = await paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } }).toArray({ limit });
    expect(books).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("stops at the limit without asking for a page beyond", async () => {
    const { fetch, requests } = answering(page(["1", "2"], { after: "a" }), page(["3", "4"], { after: "b" }));
    const books = await paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } }).toArray({ limit: 4 });
    expect(books.map((book) => book.id)).toEqual(["1", "2", "3", "4"]);
    expect(requests).toHaveLength(2);
  });
});

test("paginate().pages() answers each page as it came", async () => {
  const { fetch } = answering(page(["1"], { after: "a" }), page(["2"]));
  const seen: unknown[] = [];
  for await (const answer of paginate(testClient(fetch), "/{shelf_id}/books", { params: { path } }).pages()) {
    seen.push([answer.data.length, answer.paging?.cursors?.after]);
  }
  expect(seen).toEqual([
    [1, "a"],
    [1, undefined],
  ]);
});
