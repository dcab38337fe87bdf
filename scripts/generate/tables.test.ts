import { expect, test } from "vitest";
import type { SpecDocument } from "../specs/documents.ts";
import type { Operation } from "../specs/openapi.ts";
import { functionWith } from "./functions/function.test-support.ts";
import { operationsTable } from "./tables.ts";
import { documentWith } from "./types/document-with.test-support.ts";

const versions = { all: ["v24.0", "v25.0"], default: "v25.0" };
const page = { externalDocs: { url: "https://example.com/books" } };
const saveBook: Operation = { operationId: "saveBook", summary: "Save a book", responses: {}, ...page };

function documentOf(operation: Operation, described = versions.all): SpecDocument {
  const openapi = documentWith({}, { "/{shelf_id}/books": { post: operation } });
  return { domain: "books", name: "books", file: "books.yaml", versions: described, openapi, at: String };
}

const rowsOf = (...parameters: Parameters<typeof operationsTable>) =>
  operationsTable(...parameters)
    .trimEnd()
    .split("\n")
    .slice(2);
const requiring = (name: string, summary: string, ...required: string[]) =>
  functionWith({ name, described: { required, operation: { ...saveBook, summary } } });

test("each function has a row, with what it requires beside its ids", () => {
  const functions = [
    requiring("saveBook", "Save a book", "title", "pages"),
    requiring("burnBook", "Burn a book"),
    requiring("lendBook", "Lend a book", "a", "b", "c", "d", "e"),
  ];
  expect(rowsOf([documentOf(saveBook)], functions, new Set(), versions)).toEqual(
    [
      ["`saveBook`", "Save a book: `title`, `pages`"],
      ["`burnBook`", "Burn a book"],
      ["`lendBook`", "Lend a book"],
    ].map(
      ([name, effect]) =>
        `| ${name} | \`POST /{shelf_id}/books\` | ${effect} | v24.0–v25.0 | [page](https://example.com/books) |`,
    ),
  );
});

test("an operation has a row without a function too, with the name of its helper", () => {
  const [helper] = rowsOf([documentOf(saveBook)], [], new Set(["saveBook"]), versions);
  expect(helper).toMatch(/^\| `saveBook` \| `POST \/\{shelf_id\}\/books` \| Save a book \|/);
  const [none] = rowsOf([documentOf(saveBook)], [], new Set(), versions);
  expect(none).toMatch(/^\| {2}\| `POST /);
});

test("an operation of several documents has one row, as the default version has it", () => {
  const documents = [
    documentOf({ ...saveBook, summary: "Save it" }, ["v24.0"]),
    documentOf({ ...saveBook, summary: "Keep it" }, ["v25.0"]),
  ];
  for (const all of [documents, documents.toReversed()]) {
    expect(rowsOf(all, [], new Set(), versions)).toEqual([expect.stringContaining("| Keep it | v24.0–v25.0 |")]);
  }
  expect(rowsOf(documents.slice(0, 1), [], new Set(), versions)).toEqual([
    expect.stringContaining("| Save it | v24.0–v24.0 |"),
  ]);
});
