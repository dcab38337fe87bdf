import { expect, test } from "vitest";
import { contentTypeOf, serializeBody } from "./body.ts";

test("serializeBody() writes objects as JSON", () => {
  expect(serializeBody({ to: "1", text: { body: "hi" } })).toBe('{"to":"1","text":{"body":"hi"}}');
  expect(serializeBody(null)).toBe("null");
  expect(contentTypeOf({ to: "1" })).toBeUndefined();
});

test("serializeBody() makes a form of an object with a file", () => {
  const file = new File(["bytes"], "photo.png", { type: "image/png" });
  const body = { messaging_product: "whatsapp", file, ttl: 60, none: undefined, nothing: null, list: ["a"] };
  const form = serializeBody(body) as FormData;
  expect([...form.keys()]).toEqual(["messaging_product", "file", "ttl", "list"]);
  expect(form.get("messaging_product")).toBe("whatsapp");
  expect(form.get("file")).toMatchObject({ name: "photo.png", type: "image/png" });
  expect(form.get("ttl")).toBe("60");
  expect(form.get("list")).toBe('["a"]');
  expect(contentTypeOf(body)).toBeUndefined();
});

test("serializeBody() sends each file of a list as a part of its own", () => {
  const files = [new File(["1"], "register.pdf"), new File(["2"], "bank.pdf")];
  const form = serializeBody({ end_business_id: "813460912570311", "business_documents[]": files }) as FormData;
  expect(form.getAll("business_documents[]")).toMatchObject([{ name: "register.pdf" }, { name: "bank.pdf" }]);
  expect([...form.keys()]).toEqual(["end_business_id", "business_documents[]", "business_documents[]"]);
});

test("serializeBody() leaves forms unchanged", () => {
  for (const form of [new FormData(), new URLSearchParams({ a: "1" })]) expect(serializeBody(form)).toBe(form);
  expect(contentTypeOf(new URLSearchParams())).toBe("application/x-www-form-urlencoded");
  expect(contentTypeOf(new FormData())).toBeUndefined();
});

test.each([
  [new Blob(["x"], { type: "image/png" }), "image/png"],
  [new Blob(["x"]), "application/octet-stream"],
  [new Uint8Array([1]), "application/octet-stream"],
  [new ArrayBuffer(1), "application/octet-stream"],
  [new ReadableStream(), "application/octet-stream"],
])("serializeBody() sends the bytes of %s as they are", (bytes, type) => {
  expect(serializeBody(bytes)).toBe(bytes);
  expect(contentTypeOf(bytes)).toBe(type);
});
