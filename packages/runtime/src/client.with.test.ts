import { describe, expect, test } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import { createClient } from "./client.ts";
import type { ClientOptions } from "./client-types.ts";
import { unwrap } from "./errors/call-result.ts";
import type { FetchMiddleware } from "./call/middleware.ts";
import type { TestPaths } from "./paths.test-support.ts";

interface PathsByVersion {
  "v23.0": Pick<TestPaths, "/{shelf_id}">;
  "v25.0": TestPaths;
}

function connect(answers: Parameters<typeof answering>, options: Partial<ClientOptions> = {}) {
  const { fetch, requests } = answering(...answers);
  const client = createClient<PathsByVersion>({ auth: "EAAB", fetch, retry: false, ...options });
  return { client, requests };
}

describe("client.with() rejects", () => {
  test("a version that nobody knows, and an empty token", () => {
    const { client } = connect([]);
    expect(() => client.with({ version: "v1.0" as "v23.0" })).toThrow('version "v1.0" is not one of v23.0');
    expect(() => client.with({ auth: "" })).toThrow("the access token is empty");
  });

  test.each(["", "..", "\ud800"])("to send anything to the id %j", async (shelf_id) => {
    const { client, requests } = connect([json({ id: "7" })]);
    await expect(client.with({ ids: { shelf_id } }).GET("/{shelf_id}")).rejects.toThrow(
      "path parameter shelf_id must be ",
    );
    expect(requests).toEqual([]);
  });
});

describe("a client bound to ids", () => {
  test("fills them in, from its options and from with()", async () => {
    const { fetch, requests } = answering(json({ id: "7" }), json({ id: "8" }));
    const client = createClient<PathsByVersion, "v25.0", "shelf_id">({
      auth: "EAAB",
      fetch,
      retry: false,
      ids: { shelf_id: "7" },
    });
    await client.GET("/{shelf_id}");
    await client.with({ ids: { shelf_id: "8" } }).GET("/{shelf_id}");
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/v25.0/7", "/v25.0/8"]);
  });

  test("takes what a call says over what it is bound to", async () => {
    const { client, requests } = connect([json({ id: "9" })]);
    await client.with({ ids: { shelf_id: "7" } }).GET("/{shelf_id}", { params: { path: { shelf_id: "9" } } });
    expect(requests[0]?.url).toBe("https://graph.facebook.com/v25.0/9");
  });

  test("shows middleware the ids used in the path, and no others", async () => {
    const seen: unknown[] = [];
    const spy: FetchMiddleware = (next) => (request) => {
      seen.push(request.call.ids);
      return next(request);
    };
    const { client } = connect([json({ id: "7" }), json({ data: [] })], { middleware: [spy] });
    const bound = client.with({ ids: { shelf_id: "7" } });
    await bound.GET("/{shelf_id}");
    await bound.GET("/shelves");
    expect(seen).toEqual([{ shelf_id: "7" }, {}]);
  });
});

describe("client.with()", () => {
  const params = { path: { shelf_id: "7" } };

  test("adds middleware inside that of the client, to the new client alone and to those derived from it", async () => {
    const { client } = connect([json({ id: "7" }), json({ id: "7" })], { middleware: [note("outer")] });
    const seen: string[] = [];
    function note(name: string): FetchMiddleware {
      return (next) => async (request) => {
        seen.push(name);
        return next(request);
      };
    }
    await client
      .with({ middleware: [note("inner")] })
      .with({ auth: "EAAC", middleware: [note("innermost")] })
      .GET("/{shelf_id}", { params });
    expect(seen).toEqual(["outer", "inner", "innermost"]);
    await client.GET("/{shelf_id}", { params });
    expect(seen.slice(3)).toEqual(["outer"]);
  });

  test("changes token and version, of the new client alone", async () => {
    const { client, requests } = connect([json({ id: "7" }), json({ id: "7" })]);
    const other = client.with({ auth: () => "EAAC", version: "v23.0" });
    await other.GET("/{shelf_id}", { params });
    await client.GET("/{shelf_id}", { params });
    expect(requests.map(({ url, headers }) => [new URL(url).pathname, headers.get("Authorization")])).toEqual([
      ["/v23.0/7", "Bearer EAAC"],
      ["/v25.0/7", "Bearer EAAB"],
    ]);
  });

  test("keeps what it does not change, one with() after the other", async () => {
    const { client, requests } = connect([json({ id: "7" })]);
    await client
      .with({ ids: { shelf_id: "7" } })
      .with({ version: "v23.0" })
      .with({ auth: "EAAC", ids: {} as never })
      .GET("/{shelf_id}");
    expect(requests[0]?.url).toBe("https://graph.facebook.com/v23.0/7");
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer EAAC");
  });

  test("shares the retry budget", async () => {
    const refused = () => graphError(500, { code: 2 });
    const { client, requests } = connect(Array.from({ length: 9 }, refused), { retry: { delay: 0, budget: 3 } });
    const results = await Promise.all([
      client.GET("/{shelf_id}", { params }),
      client.with({ auth: "EAAC" }).GET("/{shelf_id}", { params }),
      client
        .with({ ids: { shelf_id: "7" } })
        .with({ version: "v23.0" })
        .GET("/{shelf_id}"),
    ]);
    expect(results.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(6);
    expect(requests).toHaveLength(6);
  });

  test("shares middleware and what it remembers", async () => {
    let count = 0;
    const counted: FetchMiddleware = (next) => (request) => {
      count++;
      return next(request);
    };
    const { client } = connect([json({ id: "7" }), json({ id: "7" })], { middleware: [counted] });
    await client.GET("/{shelf_id}", { params });
    await client.with({ auth: "EAAC" }).GET("/{shelf_id}", { params });
    expect(count).toBe(2);
  });

  test("inherits middleware of openapi-fetch that is there already, and none that comes later", async () => {
    const { client } = connect([json({ id: "7" }), json({ id: "7" }), json({ id: "7" })]);
    const seen: string[] = [];
    client.use({ onRequest: () => void seen.push("first") });
    const other = client.with({ auth: "EAAC" });
    client.use({ onRequest: () => void seen.push("second") });
    other.use({ onRequest: () => void seen.push("other") });
    unwrap(await other.GET("/{shelf_id}", { params }));
    expect(seen).toEqual(["first", "other"]);
    unwrap(await client.GET("/{shelf_id}", { params }));
    expect(seen).toEqual(["first", "other", "first", "second"]);
    seen.length = 0;
    unwrap(await client.with({}).GET("/{shelf_id}", { params }));
    expect(seen).toEqual(["first", "second"]);
  });
});
