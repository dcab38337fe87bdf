import { describe, expectTypeOf, test } from "vitest";
import { createClient } from "./client.ts";
import { unwrap } from "./errors/call-result.ts";
import { type Paging, paginate } from "./paging.ts";

interface Author {
  name?: string;
  born?: number;
}

interface Book {
  id: string;
  title?: string;
  pages?: number;
  author?: Author;
}

interface Reading<Data> {
  parameters: { query?: { fields?: readonly ("id" | "title" | "pages" | "author" | `author{${string}}`)[] } };
  responses: { 200: { content: { "application/json": Data } } };
  defaultFields: "title" | "author";
}

interface Versions {
  "v25.0": {
    "/book": { get: Reading<Book> };
    "/books": { get: Reading<{ data: Book[]; paging?: Paging }> };
    "/either": { get: Reading<Book | { data: Book[] }> };
  };
}

const client = createClient<Versions>({ auth: "EAAB" });

describe("without a selection the answer holds the default fields and the id", () => {
  type Selected = { id: string; title?: string; author?: Author };

  test("of a node", async () => {
    const book = unwrap(await client.GET("/book"));
    expectTypeOf(book).toEqualTypeOf<Selected>();
    // @ts-expect-error
    book.pages;
  });

  test("of each node of a list, and the paging", async () => {
    expectTypeOf(unwrap(await client.GET("/books"))).toEqualTypeOf<{ data: Selected[]; paging?: Paging }>();
  });

  test("of a node or a list of them", async () => {
    expectTypeOf(unwrap(await client.GET("/either"))).toEqualTypeOf<Selected | { data: Selected[] }>();
  });

  test("of what paginate() walks", async () => {
    expectTypeOf(await paginate(client, "/books", {}).toArray()).toEqualTypeOf<Selected[]>();
  });

  test("whatever other options there are", async () => {
    expectTypeOf(unwrap(await client.GET("/book", { params: { query: {} }, timeout: 500 }))).toEqualTypeOf<Selected>();
    expectTypeOf(unwrap(await client.GET("/book", { params: { query: { fields: [] } } }))).toEqualTypeOf<Selected>();
  });
});

test("a selection takes the place of the default fields", async () => {
  const query = { fields: ["pages", "author{name}"] } as const;
  const book = unwrap(await client.GET("/book", { params: { query } }));
  expectTypeOf(book).toEqualTypeOf<{ id: string; pages?: number; author?: { name?: string } }>();
});
