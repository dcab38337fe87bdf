import { expect, test } from "vitest";
import { readDescriptor } from "./descriptor.ts";

const names = ["shelf_id", "title", "fields"];

test.each([
  ["GET /{shelf_id}/books", ["path", "query", "query"]],
  ["POST /{shelf_id}/books", ["path", "body", "body"]],
  ["DELETE /{shelf_id}/books", ["path", "query", "query"]],
  ["POST /{shelf_id}/books query", ["path", "query", "query"]],
  ["DELETE /{shelf_id}/books body", ["path", "body", "body"]],
  ["POST /{shelf_id}/books query:fields", ["path", "body", "query"]],
  ["POST /{shelf_id}/books header:title query:fields", ["path", "header", "query"]],
  ["POST /{shelf_id}/books query body:body", ["path", "query", "query"]],
  ["POST /books", ["body", "body", "body"]],
])("%s says where properties go", (text, places) => {
  expect(names.map(readDescriptor(text).placeOf)).toEqual(places);
});

test("constants are read as they are, whatever marks stand beside them", () => {
  const { verb, path, constants, isBodyNamed } = readDescriptor(
    "POST /{shelf_id}/books query:fields product=book state=a:b",
  );
  expect({ verb, path, constants, isBodyNamed }).toEqual({
    verb: "POST",
    path: "/{shelf_id}/books",
    constants: { product: "book", state: "a:b" },
    isBodyNamed: false,
  });
});

test("only the mark body:body makes a property the whole body", () => {
  expect(readDescriptor("POST /books query body:body").isBodyNamed).toBe(true);
  expect(readDescriptor("DELETE /books body").isBodyNamed).toBe(false);
});

test("a text is read once", () => {
  expect(readDescriptor("GET /once")).toBe(readDescriptor("GET /once"));
});
