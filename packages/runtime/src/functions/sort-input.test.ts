import { expect, test } from "vitest";
import { readDescriptor } from "./descriptor.ts";
import { sortInput } from "./sort-input.ts";

const sort = (text: string, input?: object) => {
  const { params, body } = sortInput(readDescriptor(text), input);
  const given = Object.entries(params ?? {}).filter(([, values]) => Object.keys(values).length > 0);
  return { ...Object.fromEntries(given), ...(body !== undefined && { body }) };
};

test.each<[text: string, input: object | undefined, sorted: object]>([
  ["GET /{shelf_id}", undefined, {}],
  ["GET /{shelf_id}", { shelf_id: "7", fields: ["id"] }, { path: { shelf_id: "7" }, query: { fields: ["id"] } }],
  ["POST /{shelf_id}", { shelf_id: "7", title: "Emma" }, { path: { shelf_id: "7" }, body: { title: "Emma" } }],
  ["POST /books header:offset", { offset: "5", title: "Emma" }, { header: { offset: "5" }, body: { title: "Emma" } }],
  ["POST /books query body:body", { limit: 5, body: { limit: 6 } }, { query: { limit: 5 }, body: { limit: 6 } }],
  ["POST /books query body:body", { body: new Uint8Array([1]) }, { body: new Uint8Array([1]) }],
])("%s with %j", (text, input, sorted) => {
  expect(sort(text, input)).toEqual(sorted);
});

test.each(["POST /books", "POST /books query body:body", "DELETE /books body"])(
  "%s without input has no body",
  (text) => {
    expect(sort(text)).toEqual({});
    expect(sort(text, { title: undefined, body: undefined })).toEqual({});
  },
);

test("constants are sent without input too, and give way to it", () => {
  expect(sort("POST /books product=book")).toEqual({ body: { product: "book" } });
  expect(sort("POST /books product=book", { product: undefined })).toEqual({ body: { product: "book" } });
  expect(sort("POST /books product=book", { product: "map" })).toEqual({ body: { product: "map" } });
});

test("calls do not share what they send", () => {
  const descriptor = readDescriptor("POST /books product=book");
  Object.assign(sortInput(descriptor).body as object, { product: "map" });
  expect(sortInput(descriptor).body).toEqual({ product: "book" });
});

test("undefined is as if it were not there, other empty values are values", () => {
  expect(sort("POST /books", { title: undefined, note: null, count: 0, state: "", lent: false })).toEqual({
    body: { note: null, count: 0, state: "", lent: false },
  });
});

test("__proto__ and other names of objects are names like any other", () => {
  const input: object = JSON.parse('{ "__proto__": { "lent": true }, "constructor": 1, "toString": 2 }');
  const { body } = sortInput(readDescriptor("POST /books"), input);
  expect(JSON.stringify(body)).toBe('{"__proto__":{"lent":true},"constructor":1,"toString":2}');
  expect(body).not.toHaveProperty("lent");
  expect({}).not.toHaveProperty("lent");
});

test("inherited properties are no input", () => {
  expect(sort("POST /books", Object.create({ title: "Emma" }))).toEqual({});
});
