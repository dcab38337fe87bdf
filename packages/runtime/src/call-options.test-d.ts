import { describe, expectTypeOf, test } from "vitest";
import { createClient } from "./client.ts";
import { unwrap } from "./errors/call-result.ts";
import type { TestPaths } from "./paths.test-support.ts";

const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB" });
const params = { path: { shelf_id: "7" } };
const body = { title: "Waves" };

describe("replayable", () => {
  test("is said of a POST alone", () => {
    client.POST("/{shelf_id}/books", { params, body, replayable: true });
    // @ts-expect-error
    client.GET("/{shelf_id}", { params, replayable: true });
    // @ts-expect-error
    client.DELETE("/{shelf_id}/books", { params: { ...params, query: { book_id: "9" } }, replayable: true });
    // @ts-expect-error
    client.POST("/{shelf_id}/books", { params, body, replayable: "yes" });
  });
});

describe("timeout", () => {
  test("is a number of milliseconds or false", () => {
    client.GET("/shelves", { timeout: 500 });
    client.POST("/{shelf_id}/books", { params, body, timeout: false });
    // @ts-expect-error
    client.GET("/shelves", { timeout: "500" });
    // @ts-expect-error
    client.GET("/shelves", { timeout: true });
  });
});

describe("parseAs", () => {
  test("makes the data a stream of bytes", async () => {
    const result = await client.GET("/{shelf_id}", { params, parseAs: "stream" });
    expectTypeOf(unwrap(result)).toEqualTypeOf<ReadableStream<Uint8Array>>();
    expectTypeOf(result.attempts).toEqualTypeOf<number>();
    expectTypeOf(result.waits).toEqualTypeOf<readonly number[]>();
  });

  test("refuses other ways", () => {
    // @ts-expect-error
    client.GET("/{shelf_id}", { params, parseAs: "blob" });
  });
});

test("an option that does not exist is refused beside those that do", () => {
  // @ts-expect-error
  client.GET("/shelves", { timout: 500, signal: AbortSignal.timeout(1) });
});

test("a path that may be one of two takes what either does", () => {
  const path = Math.random() < 0.5 ? "/shelves" : "/boxes";
  client.GET(path);
  const other = Math.random() < 0.5 ? "/shelves" : "/{shelf_id}";
  // @ts-expect-error
  client.GET(other);
  client.GET(other, { params });
});
