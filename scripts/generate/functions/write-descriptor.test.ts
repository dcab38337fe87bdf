import { expect, test } from "vitest";
import { readDescriptor } from "../../../packages/runtime/src/functions/descriptor.ts";
import type { Place } from "./describe-operations.ts";
import { functionWith } from "./function.test-support.ts";
import { writeDescriptor } from "./write-descriptor.ts";

type Case = [
  method: "get" | "post" | "delete",
  hasBody: boolean,
  places: Record<string, Place>,
  constants: Record<string, string>,
  text: string,
];

test.each<Case>([
  ["get", false, { shelf_id: "path", limit: "query" }, {}, "GET /{shelf_id}/books"],
  ["post", true, { shelf_id: "path", title: "body" }, {}, "POST /{shelf_id}/books"],
  ["post", false, { shelf_id: "path" }, {}, "POST /{shelf_id}/books"],
  ["delete", false, { shelf_id: "path", book_id: "query" }, {}, "DELETE /{shelf_id}/books"],
  ["post", true, { title: "body" }, { product: "book", type: "new" }, "POST /{shelf_id}/books product=book type=new"],
  ["delete", true, { ids: "body" }, { product: "book" }, "DELETE /{shelf_id}/books body product=book"],
  ["delete", true, { ids: "body", force: "query" }, {}, "DELETE /{shelf_id}/books body query:force"],
  ["post", false, { shelf_id: "path", title: "query" }, {}, "POST /{shelf_id}/books query"],
  ["post", true, { title: "body", fields: "query" }, {}, "POST /{shelf_id}/books query:fields"],
  [
    "post",
    true,
    { file_offset: "header", body: "body" },
    {},
    "POST /{shelf_id}/books query header:file_offset body:body",
  ],
  ["get", false, { trace: "header", limit: "query" }, {}, "GET /{shelf_id}/books header:trace"],
  ["post", true, { shelf_id: "path", body: "body" }, {}, "POST /{shelf_id}/books query body:body"],
  ["delete", true, { shelf_id: "path", body: "body" }, {}, "DELETE /{shelf_id}/books body:body"],
])("%s, with a body: %j, %j and %j", (method, hasBody, places, constants, text) => {
  const described = functionWith({
    method,
    hasBody,
    places: new Map(Object.entries(places)),
    constants: new Map(Object.entries(constants)),
  });
  expect(writeDescriptor(described)).toBe(text);
  const read = readDescriptor(text);
  for (const [name, place] of Object.entries(places)) expect([name, read.placeOf(name)]).toEqual([name, place]);
  expect(read.constants).toEqual(constants);
});
