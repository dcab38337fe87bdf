import { expect, test } from "vitest";
import { scratch } from "../scratch.test-support.ts";
import { handWrittenIn } from "./hand-written.ts";

test.each([
  ['export { saveBook, type Book } from "./save-book.ts";', ["saveBook"]],
  ['export { save as saveBook } from "./save-book.ts";', ["saveBook"]],
  ["export function saveBook(): void {}", ["saveBook"]],
  ["export async function saveBook() {}\nfunction helper() {}", ["saveBook"]],
  ['export * from "./generated/operations.ts";', []],
  ['export type { saveBook } from "./save-book.ts";', []],
  ['import { saveBook } from "./save-book.ts";', []],
])("%s", async (text, names) => {
  const root = await scratch({ "packages/books/src/index.ts": text });
  expect([...(await handWrittenIn(root, "books"))]).toEqual(names);
});

test("a package that is yet to be written has nothing", async () => {
  expect(await handWrittenIn(await scratch({}), "books")).toEqual(new Set());
});
