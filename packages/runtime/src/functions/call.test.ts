import { expect, test } from "vitest";
import { answering, graphError, json, lost } from "../answers.test-support.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import { GraphError } from "../errors/graph-error.ts";
import { testClient } from "../paths.test-support.ts";
import { type AnyClient, call } from "./call.ts";

const addBook = "POST /{shelf_id}/books product=book";

test("what the platform rejects is thrown", async () => {
  const { fetch } = answering(graphError(400, { code: 100, message: "no such shelf" }));
  const calling = call(testClient(fetch), "GET /{shelf_id}", { shelf_id: "7" });
  await expect(calling).rejects.toThrow(GraphError);
  await expect(calling).rejects.toThrow("Cannot GET /{shelf_id}: no such shelf");
});

test("a lost connection is thrown", async () => {
  const { fetch } = answering(lost("ECONNRESET"));
  await expect(call(testClient(fetch), "GET /{shelf_id}", { shelf_id: "7" })).rejects.toThrow(GraphConnectionError);
});

test.each([undefined, null, {}, "EAAB", { shelf_id: "7" }])(
  "%j in place of the client is refused by name",
  async (client) => {
    const calling = call(client as unknown as AnyClient, "GET /{shelf_id}");
    await expect(calling).rejects.toThrow(TypeError);
    await expect(calling).rejects.toThrow("Cannot call /{shelf_id}: the first argument must be a client");
  },
);

test("a missing id sends nothing", async () => {
  const { fetch, requests } = answering();
  for (const input of [undefined, {}, { shelf_id: undefined }]) {
    await expect(call(testClient(fetch), "GET /{shelf_id}", input)).rejects.toThrow(
      "path parameter shelf_id is missing",
    );
  }
  expect(requests).toEqual([]);
});

test("an id that is undefined is the one that the client is bound to", async () => {
  const { fetch, requests } = answering(json({}), json({}), json({}));
  const client = testClient(fetch).with({ ids: { shelf_id: "7" } });
  for (const input of [undefined, { shelf_id: undefined }, { shelf_id: "8" }])
    await call(client, "GET /{shelf_id}", input);
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/v25.0/7", "/v25.0/7", "/v25.0/8"]);
});

test("input goes to path, query, headers and body, and the data comes back", async () => {
  const { fetch, requests } = answering(json({ id: "9" }));
  const text = `${addBook} query:fields header:offset`;
  const input = { shelf_id: "7", fields: ["id", "title"], offset: "5", title: "Emma" };
  expect(await call(testClient(fetch), text, input)).toEqual({ id: "9" });
  const [request] = requests;
  expect(request?.method).toBe("POST");
  expect(request?.url).toBe("https://graph.facebook.com/v25.0/7/books?fields=id%2Ctitle");
  expect(request?.headers.get("offset")).toBe("5");
  expect(await request?.json()).toEqual({ product: "book", title: "Emma" });
});

test("a file makes the body a form, constants included", async () => {
  const { fetch, requests } = answering(json({}));
  await call(testClient(fetch), addBook, { shelf_id: "7", cover: new Blob(["png"]), tags: ["a"] });
  const form = await requests[0]?.formData();
  expect([...(form?.keys() ?? [])]).toEqual(["product", "cover", "tags"]);
  expect(form?.get("tags")).toBe('["a"]');
});

test("a DELETE sends a body if it says so", async () => {
  const { fetch, requests } = answering(json({}), json({}));
  await call(testClient(fetch), "DELETE /{shelf_id}/books body", { shelf_id: "7", ids: ["9"] });
  await call(testClient(fetch), "DELETE /{shelf_id}/books", { shelf_id: "7", id: "9" });
  expect(await requests[0]?.json()).toEqual({ ids: ["9"] });
  expect([requests[1]?.url, requests[1]?.body]).toEqual(["https://graph.facebook.com/v25.0/7/books?id=9", null]);
});

test("options are those of a call by path", async () => {
  const { fetch, requests } = answering(json({}), () => new Promise(() => {}));
  const client = testClient(fetch);
  await call(client, "GET /{shelf_id}", { shelf_id: "7" }, { headers: { "X-Trace": "1" } });
  expect(requests[0]?.headers.get("X-Trace")).toBe("1");
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(call(client, "GET /{shelf_id}", { shelf_id: "7" }, { signal })).rejects.toThrow("enough");
});

test("input and options stay as they were", async () => {
  const { fetch } = answering(json({}));
  const [input, options] = [Object.freeze({ shelf_id: "7", title: "Emma" }), Object.freeze({ timeout: 1000 })];
  await call(testClient(fetch), addBook, input, options);
  expect([input, options]).toEqual([{ shelf_id: "7", title: "Emma" }, { timeout: 1000 }]);
});
