import { describe, expectTypeOf, test } from "vitest";
import { createClient } from "./client.ts";
import type { GraphErrorResponse } from "./errors/graph-error.ts";
import { paginate } from "./paging.ts";
import { type TestPaths, testClient } from "./paths.test-support.ts";

const client = testClient(fetch);
const path = { shelf_id: "7" };

interface Versions {
  "v23.0": Pick<TestPaths, "/shelves">;
  "v25.0": TestPaths;
}

test("a result is data or an error, told apart by either", async () => {
  const { data, error } = await client.GET("/{shelf_id}", { params: { path } });
  if (error) expectTypeOf(error).toEqualTypeOf<GraphErrorResponse>();
  else expectTypeOf(data.id).toEqualTypeOf<string>();
});

test("options may be left out when none is required", () => {
  expectTypeOf(client.GET<"/shelves">).toBeCallableWith("/shelves");
  // @ts-expect-error
  client.GET("/{shelf_id}");
});

test("a body may be a constant with lists in it", () => {
  const body = { title: "Waves", authors: [{ name: "Ines" }] } as const;
  client.POST("/{shelf_id}/books", { params: { path }, body });
});

test("a body takes anything where the document leaves it open", () => {
  client.POST("/{shelf_id}/books", { params: { path }, body: { title: "Waves", notes: { shelf: null, tags: ["a"] } } });
});

describe("the compiler refuses", () => {
  test("a path that does not exist, or not with this method", () => {
    // @ts-expect-error
    client.GET("/{shelf_id}/magazines", { params: { path } });
    // @ts-expect-error
    client.POST("/shelves");
  });

  test("a missing, misspelled or badly typed parameter", () => {
    // @ts-expect-error
    client.GET("/{shelf_id}", { params: { path: {} } });
    // @ts-expect-error
    client.GET("/{shelf_id}", { params: { path: { shelfId: "7" } } });
    // @ts-expect-error
    client.GET("/{shelf_id}", { params: { path: { shelf_id: 7 } } });
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path, query: { limit: "2" } } });
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path, qurey: { limit: 2 } } });
    // @ts-expect-error
    client.GET("/{shelf_id}/books", { params: { path }, sginal: AbortSignal.timeout(1) });
    // @ts-expect-error
    client.DELETE("/{shelf_id}/books", { params: { path } });
  });

  test("a missing, misspelled or badly typed body", () => {
    // @ts-expect-error
    client.POST("/{shelf_id}/books", { params: { path } });
    // @ts-expect-error
    client.POST("/{shelf_id}/books", { params: { path }, body: { titel: "Waves" } });
    // @ts-expect-error
    client.POST("/{shelf_id}/books", { params: { path }, body: { title: 7 } });
    // @ts-expect-error
    client.GET("/{shelf_id}", { params: { path }, body: { title: "Waves" } });
  });

  test("to walk what is no list", () => {
    // @ts-expect-error
    paginate(client, "/{shelf_id}", { params: { path } });
  });
});

describe("the version", () => {
  test("decides which paths exist", () => {
    const old = createClient<Versions, "v23.0">({ auth: "EAAB", version: "v23.0" });
    expectTypeOf(old.GET<"/shelves">).toBeCallableWith("/shelves");
    // @ts-expect-error
    old.GET("/{shelf_id}", { params: { path } });
  });

  test("cannot be left out when it is not the default one", () => {
    // @ts-expect-error
    createClient<Versions, "v23.0">({ auth: "EAAB" });
    // @ts-expect-error
    createClient<Versions>({ auth: "EAAB", version: "v23.0" });
    // @ts-expect-error
    createClient<Versions, "v24.0">({ auth: "EAAB", version: "v24.0" });
  });
});

test("one client may call several packages", () => {
  interface Others {
    "v25.0": { "/others": { get: TestPaths["/shelves"]["get"] } };
  }
  const both = createClient<Versions & Others>({ auth: "EAAB" });
  expectTypeOf(both.GET<"/others">).toBeCallableWith("/others");
  expectTypeOf(both.GET<"/shelves">).toBeCallableWith("/shelves");
});
