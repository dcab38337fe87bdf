import { describe, expectTypeOf, test } from "vitest";
import { createClient } from "./client.ts";
import type { Client } from "./client-types.ts";
import { unwrap } from "./errors/call-result.ts";
import { paginate } from "./paging.ts";
import type { Book, TestPaths } from "./paths.test-support.ts";

interface TwoIds {
  "/{shelf_id}/books/{book_id}": {
    get: {
      parameters: { path: { shelf_id: string; book_id: string } };
      responses: { 200: { content: { "application/json": Book } } };
    };
  };
}

interface Versions {
  "v23.0": Pick<TestPaths, "/{shelf_id}" | "/shelves">;
  "v25.0": TestPaths & TwoIds;
}

const ids = { shelf_id: "7" };
const client = createClient<Versions>({ auth: "EAAB" });
const bound = client.with({ ids });

describe("a bound id", () => {
  test("may be left out, with everything around it that holds no more", () => {
    expectTypeOf(bound.GET<"/{shelf_id}">).toBeCallableWith("/{shelf_id}");
    bound.GET("/{shelf_id}", {});
    bound.GET("/{shelf_id}/books", { params: { query: { limit: 2 } } });
    bound.POST("/{shelf_id}/books", { body: { title: "Waves" } });
    bound.DELETE("/{shelf_id}/books", { params: { query: { book_id: "9" } } });
  });

  test("may be given all the same", () => {
    bound.GET("/{shelf_id}", { params: { path: { shelf_id: "8" } } });
    bound.GET("/{shelf_id}/books/{book_id}", { params: { path: { shelf_id: "8", book_id: "9" } } });
  });

  test("leaves what else is required", () => {
    // @ts-expect-error
    bound.POST("/{shelf_id}/books");
    // @ts-expect-error
    bound.DELETE("/{shelf_id}/books");
    // @ts-expect-error
    bound.DELETE("/{shelf_id}/books", { params: {} });
    // @ts-expect-error
    bound.GET("/{shelf_id}/books/{book_id}");
    // @ts-expect-error
    bound.GET("/{shelf_id}/books/{book_id}", { params: { path: {} } });
    bound.GET("/{shelf_id}/books/{book_id}", { params: { path: { book_id: "9" } } });
  });

  test("is checked as ever when it is given", () => {
    // @ts-expect-error
    bound.GET("/{shelf_id}", { params: { path: { shelf_id: 8 } } });
    // @ts-expect-error
    bound.GET("/{shelf_id}", { params: { path: { shelfid: "8" } } });
    // @ts-expect-error
    bound.GET("/{shelf_id}/books", { params: { query: { limt: 2 } } });
  });

  test("leaves the answer narrowed by fields", async () => {
    const books = unwrap(await bound.GET("/{shelf_id}/books", { params: { query: { fields: ["title"] } } })).data;
    expectTypeOf(books).toEqualTypeOf<{ id: string; title?: string }[]>();
  });

  test("may be left out of paginate() too", async () => {
    expectTypeOf(await paginate(bound, "/{shelf_id}/books").toArray()).toEqualTypeOf<Book[]>();
    const options = { params: { query: { fields: ["title"] } } } as const;
    const titles = paginate(bound, "/{shelf_id}/books", options, { prefetch: true });
    expectTypeOf(await titles.toArray()).toEqualTypeOf<{ id: string; title?: string }[]>();
    // @ts-expect-error
    paginate(client, "/{shelf_id}/books");
  });
});

describe("with()", () => {
  test("adds to the ids that are bound already", () => {
    const both = bound.with({ ids: { book_id: "9" } });
    expectTypeOf(both.GET<"/{shelf_id}/books/{book_id}">).toBeCallableWith("/{shelf_id}/books/{book_id}");
    expectTypeOf(bound.with({ auth: "EAAC" })).toEqualTypeOf<typeof bound>();
  });

  test("takes the paths of another version", () => {
    const old = bound.with({ version: "v23.0" });
    expectTypeOf(old.GET<"/{shelf_id}">).toBeCallableWith("/{shelf_id}");
    // @ts-expect-error
    old.GET("/{shelf_id}/books");
    // @ts-expect-error
    client.with({ version: "v24.0" });
  });

  test("refuses ids that no path has, and values that are no strings", () => {
    // @ts-expect-error
    client.with({ ids: { shelf_di: "7" } });
    // @ts-expect-error
    client.with({ ids: { shelf_id: "7", shelf_di: "7" } });
    // @ts-expect-error
    client.with({ ids: { shelf_id: 7 } });
    // @ts-expect-error
    client.with({ retry: false });
  });
});

describe("createClient()", () => {
  test("takes ids whose names are written out", () => {
    const created = createClient<Versions, "v25.0", "shelf_id">({ auth: "EAAB", ids });
    expectTypeOf(created).toEqualTypeOf<typeof bound>();
  });

  test("refuses ids whose names are not, or that no path has", () => {
    // @ts-expect-error
    createClient<Versions>({ auth: "EAAB", ids });
    // @ts-expect-error
    createClient<Versions, "v25.0", "shelf_id">({ auth: "EAAB" });
    // @ts-expect-error
    createClient<Versions, "v25.0", "shelf_di">({ auth: "EAAB", ids: { shelf_di: "7" } });
  });
});

test("a bound client goes where any client does, and not the other way round", () => {
  expectTypeOf(bound).toExtend<Client<Versions["v25.0"]>>();
  expectTypeOf(client).not.toExtend<Client<Versions["v25.0"], "shelf_id">>();
});

test("what may be left out of a path with two ids may be given in part", () => {
  const both = client.with({ ids: { shelf_id: "7", book_id: "9" } });
  both.GET("/{shelf_id}/books/{book_id}", { params: { path: { book_id: "8" } } });
});
