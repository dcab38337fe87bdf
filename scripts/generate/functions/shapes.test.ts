import { expect, test } from "vitest";
import type { DescribedFunction } from "./describe-operations.ts";
import { functionWith } from "./function.test-support.ts";
import { shapesOf } from "./shapes.ts";

/** The names of the shapes of these functions in a document. */
function namesOf(...functions: [name: string, method: DescribedFunction["method"]][]) {
  const all = functions.map(([name, method]) => {
    const operation = { operationId: name, responses: {} };
    return functionWith({ name, isVersioned: name !== "sameBook", described: { name, method, operation } });
  });
  const own = all.map(({ shown }) => shown.described);
  return [...shapesOf(own, all, ["v23.0", "v24.0"])].map(([id, { name }]) => [id, name.text]);
}

test("the shape of an operation is named by its method and the first version of the document", () => {
  expect(namesOf(["listBooks", "get"], ["saveBook", "post"], ["sameBook", "post"])).toEqual([
    ["listBooks", "GetV23"],
    ["saveBook", "PostV23"],
  ]);
});

test("the shapes of two operations with one method are named by the operations", () => {
  expect(namesOf(["listBooks", "get"], ["getBook", "get"])).toEqual([
    ["listBooks", "ListBooksV23"],
    ["getBook", "GetBookV23"],
  ]);
});
