import { expect, test } from "vitest";
import { handWrittenIn } from "./hand-written.ts";

test.each([
  ['export { saveBook, type Book } from "./save-book.ts";', ["saveBook", "type Book"]],
  ['export { save as saveBook } from "./save-book.ts";', ["saveBook"]],
  ["export function saveBook(): void {}", ["saveBook"]],
  ["export async function saveBook() {}\nfunction helper() {}", ["saveBook"]],
  ["export const createClient = create;\nconst other = 1;", ["createClient"]],
  ['export * from "./generated/operations.ts";', []],
  ['export type { Book } from "./save-book.ts";', ["type Book"]],
  ['import { saveBook } from "./save-book.ts";', []],
  ["", []],
])("%s", (entry, names) => {
  const found = handWrittenIn(entry).map(({ name, isType }) => `${isType ? "type " : ""}${name}`);
  expect(found).toEqual(names);
});
