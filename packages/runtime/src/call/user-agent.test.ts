import { afterEach, describe, expect, test, vi } from "vitest";
import { answering, json } from "../answers.test-support.ts";
import { batch } from "../batch/batch.ts";
import { testClient } from "../paths.test-support.ts";
import { userAgentOf } from "./user-agent.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("userAgentOf()", () => {
  test.each(["", " ", "a\nb", "a\r\nX: 1", "ä", "a ", "a\0"])("rejects %j, without repeating it", (app) => {
    expect(() => userAgentOf(app)).toThrow(
      new TypeError(
        "Cannot create a client: userAgent must be printable ASCII without line breaks, such as my-app/1.0",
      ),
    );
  });

  test("puts the app's own before ours", () => {
    expect(userAgentOf(undefined)).toBe("openwaba/0.0.0");
    expect(userAgentOf("my-app/1.0 (me)")).toBe("my-app/1.0 (me) openwaba/0.0.0");
  });

  test.each(["document", "importScripts"])("leaves that of a browser, which has %s", (name) => {
    vi.stubGlobal(name, {});
    expect(userAgentOf("my-app/1.0")).toBeUndefined();
  });
});

test("calls, raw requests and batches name the runtime and the app, unless a call names itself", async () => {
  const { fetch, requests } = answering(...Array.from({ length: 4 }, () => json([])));
  const client = testClient(fetch, { userAgent: "my-app/1.0", middleware: [batch()] });
  const params = { path: { shelf_id: "7" } };
  await client.GET("/{shelf_id}", { params });
  await client.GET("/{shelf_id}", { params, headers: { "User-Agent": "other/2.0" } });
  await client.fetch("/7");
  await Promise.allSettled([client.GET("/{shelf_id}", { params }), client.GET("/{shelf_id}", { params })]);
  const own = "my-app/1.0 openwaba/0.0.0";
  expect(requests.map(({ headers }) => headers.get("User-Agent"))).toEqual([own, "other/2.0", own, own]);
});

test("no call of a browser names anything", async () => {
  vi.stubGlobal("document", {});
  const { fetch, requests } = answering(json({}), json({}));
  const client = testClient(fetch);
  await client.GET("/{shelf_id}", { params: { path: { shelf_id: "7" } } });
  await client.fetch("/7");
  expect(requests.map(({ headers }) => headers.has("User-Agent"))).toEqual([false, false]);
});
