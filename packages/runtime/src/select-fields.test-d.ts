import { describe, expectTypeOf, test } from "vitest";
import { unwrap } from "./errors/call-result.ts";
import { field } from "./field.ts";
import { type Paging, paginate } from "./paging.ts";
import { type Book, testClient } from "./paths.test-support.ts";

const client = testClient(fetch);
const path = { shelf_id: "7" };

describe("the answer of a call", () => {
  test("is whole without fields", async () => {
    const list = unwrap(await client.GET("/{shelf_id}/books", { params: { path } }));
    expectTypeOf(list.data[0]).toEqualTypeOf<Book | undefined>();
  });

  test("holds the selected fields of a node and its id", async () => {
    const shelf = unwrap(await client.GET("/{shelf_id}", { params: { path, query: { fields: ["books{title}"] } } }));
    expectTypeOf(shelf).toEqualTypeOf<{ id: string; books?: { id: string; title?: string }[] }>();
  });

  test("holds the selected fields of each item and its id, and the paging", async () => {
    const query = { fields: ["title", "pages"] } as const;
    const list = unwrap(await client.GET("/{shelf_id}/books", { params: { path, query } }));
    expectTypeOf(list).toEqualTypeOf<{ data: { id: string; title?: string; pages?: number }[]; paging?: Paging }>();
  });

  test("holds what the braces of a field select, at any depth", async () => {
    const list = await client.GET("/{shelf_id}/books", {
      params: { path, query: { fields: ["author{name,born{year}}", "title"] } },
    });
    expectTypeOf(unwrap(list).data).toEqualTypeOf<
      { id: string; title?: string; author?: { id?: string; name?: string; born?: { year?: number } } }[]
    >();
  });

  test("holds what the braces select in each item of an edge", async () => {
    const list = await client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["reviews{stars}"] } } });
    expectTypeOf(unwrap(list).data).toEqualTypeOf<
      { id: string; reviews?: { data: { id: string; stars?: number }[]; paging?: Paging } }[]
    >();
  });

  test("holds a field whole when it has no braces", async () => {
    const list = await client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["author"] } } });
    expectTypeOf(unwrap(list).data[0]?.author?.born).toEqualTypeOf<{ year?: number; place?: string } | undefined>();
  });

  test("holds a field that is given parameters", async () => {
    const cover = field("cover", { width: 100 });
    const whole = await client.GET("/{shelf_id}/books", { params: { path, query: { fields: [cover] } } });
    expectTypeOf(unwrap(whole).data[0]?.cover).toEqualTypeOf<{ url?: string; width?: number } | undefined>();
    const part = await client.GET("/{shelf_id}/books", {
      params: { path, query: { fields: ["cover.width(9){url}"] } },
    });
    expectTypeOf(unwrap(part).data).toEqualTypeOf<{ id: string; cover?: { url?: string } }[]>();
  });

  test("is narrowed for paginate() alike", async () => {
    const query = { fields: ["title"] } as const;
    const books = await paginate(client, "/{shelf_id}/books", { params: { path, query } }).toArray();
    expectTypeOf(books).toEqualTypeOf<{ id: string; title?: string }[]>();
  });
});

describe("the compiler refuses", () => {
  test("a field that does not exist", () => {
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["titel"] } } });
  });

  test("a field in braces that does not exist", () => {
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["author{name,age}"] } } });
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["author{born{yaer}}"] } } });
  });

  test("braces after a field that has no fields of its own", () => {
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["title{id}"] } } });
  });

  test("to read a field that was not selected", async () => {
    const list = await client.GET("/{shelf_id}/books", { params: { path, query: { fields: ["title"] } } });
    // @ts-expect-error
    list.data?.data[0]?.pages;
  });
});
