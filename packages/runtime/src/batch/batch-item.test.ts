import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestTo } from "./batch.test-support.ts";
import { toBatchItem } from "./batch-item.ts";

describe("toBatchItem() leaves out", () => {
  test.each([
    ["a stream as answer", requestTo("GET", "1", { call: { isStream: true } })],
    ["another method", requestTo("PUT", "1")],
    ["headers of its own", requestTo("GET", "1", { headers: { file_offset: "0" } })],
    ["an address without a version", requestTo("GET", "1", { root: "https://graph.example" })],
    ["the root itself", requestTo("POST", "")],
    ["a multipart form", requestTo("POST", "1", { body: new FormData() })],
    ["a file", requestTo("POST", "1", { body: new Blob(["{}"]) })],
    [
      "bytes",
      requestTo("POST", "1", { body: new ArrayBuffer(2), headers: { "Content-Type": "application/octet-stream" } }),
    ],
    ["a stream as body", requestTo("POST", "1", { body: new ReadableStream() })],
    ["a list as body", requestTo("POST", "1", { body: new String("[]") })],
    ["null in its body", requestTo("POST", "1", { body: { name: "a", webhook_configuration: null } })],
    ["a body with DELETE", requestTo("DELETE", "1", { body: { name: "a" } })],
    ["a reference in its query", requestTo("GET", "1?after={result=a:$.id}")],
    ["a reference in its body", requestTo("POST", "1", { body: { text: { body: "{result=a:$.id}" } } })],
  ])("%s", (_, request) => {
    expect(toBatchItem(request)).toBeUndefined();
  });

  test.each(["{", "[1]", "7", "null"])("the body %s", (text) => {
    const request = requestTo("POST", "1", { headers: { "Content-Type": "application/json" } });
    expect(toBatchItem({ ...request, body: text })).toBeUndefined();
    expect(toBatchItem({ ...request, body: new TextEncoder().encode(text).buffer })).toBeUndefined();
  });
});

describe("toBatchItem()", () => {
  test.each([
    ["GET", "7/partners?limit=5&fields=id%2Cname", "7/partners?limit=5&fields=id%2Cname"],
    ["DELETE", "7?name=a%20b", "7?name=a%20b"],
    ["GET", "a%2Fb/v24", "a%2Fb/v24"],
  ])("writes %s %s without slash and body", (method, path, relative_url) => {
    expect(toBatchItem(requestTo(method, path))).toEqual({
      root: "https://graph.example/v25.0/",
      item: { method, relative_url },
    });
  });

  test("finds the version behind the path of a proxy", () => {
    const root = "http://127.0.0.1:4000/v1.0/graph/v25.0";
    expect(toBatchItem(requestTo("GET", "7", { root }))).toEqual({
      root: `${root}/`,
      item: { method: "GET", relative_url: "7" },
    });
  });

  test.each([
    ["text", { name: "a b&c=é" }, "name=a+b%26c%3D%C3%A9"],
    ["numbers and booleans", { ttl: 3600, active: true }, "ttl=3600&active=true"],
    [
      "lists and objects as JSON",
      { ids: [1, "2"], text: { body: "hi" } },
      "ids=%5B1%2C%222%22%5D&text=%7B%22body%22%3A%22hi%22%7D",
    ],
    ["a form", new URLSearchParams({ code: "1 2" }), "code=1+2"],
    ["JSON in bytes", new TextEncoder().encode('{"a":"b"}').buffer, "a=b"],
  ])("writes a body of %s", (_, body, expected) => {
    expect(toBatchItem(requestTo("POST", "7", { body }))?.item.body).toBe(expected);
  });

  test.each([undefined, {}])("leaves the body %j out", (body) => {
    expect(toBatchItem(requestTo("POST", "7", body && { body }))?.item).toEqual({ method: "POST", relative_url: "7" });
  });

  test("loses nothing of a body", () => {
    const word = fc.string({ unit: "binary" });
    const value = fc.oneof(
      word,
      fc.integer(),
      fc.boolean(),
      fc.array(fc.jsonValue()),
      fc.dictionary(word, fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.dictionary(word, value), (body) => {
        const form = new URLSearchParams(toBatchItem(requestTo("POST", "7", { body: { ...body } }))?.item.body);
        const texts = Object.entries(body).map(([name, given]) => [
          name,
          typeof given === "string" ? given : JSON.stringify(given),
        ]);
        expect([...form]).toEqual(texts);
      }),
    );
  });
});
