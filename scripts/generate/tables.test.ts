import { expect, test } from "vitest";
import type { SpecDocument } from "../specs/documents.ts";
import type { Operation } from "../specs/openapi.ts";
import type { DomainFunction } from "./functions/join-versions.ts";
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

const reference = "https://docs.example/books";
const rowsOf = (documents: SpecDocument[], functions: DomainFunction[], handWritten: string[] = []) =>
  operationsTable(documents, functions, new Set(handWritten), versions, reference).trimEnd().split("\n").slice(2);

const taking = (name: string, summary: string, required: string[], optional: string[] = []) =>
  functionWith({
    name,
    constants: new Map([["kind", "book"]]),
    places: new Map([
      ["shelf_id", "path"],
      ["kind", "body"],
      ...[...required, ...optional].map((key) => [key, "body"] as const),
    ]),
    described: { required, operation: { ...saveBook, summary } },
  });

test("each function has a row, with what it takes beside its ids, optional parameters marked", () => {
  const functions = [
    taking("saveBook", "Save a book", ["title", "pages"], ["cover"]),
    taking("burnBook", "Burn a book", []),
    taking("lendBook", "Lend a book", [..."abcde"], [..."fghij"]),
  ];
  expect(rowsOf([documentOf(saveBook)], functions)).toEqual(
    [
      ["saveBook", "Save a book", "`title`, `pages`, `cover?`"],
      ["burnBook", "Burn a book", ""],
      ["lendBook", "Lend a book", "`a`, `b`, `c`, `d`, `e`, `f?`, `g?`, `h?`, and 2 more"],
    ].map(
      ([name, effect, parameters]) =>
        `| [\`${name}\`](${reference}/saveBook) | ${effect} | ${parameters} | \`POST /{shelf_id}/books\` | v24.0–v25.0 | [Meta](https://example.com/books) |`,
    ),
  );
});

test("an operation has a row without a function too, with the name of its helper", () => {
  const [helper] = rowsOf([documentOf(saveBook)], [], ["saveBook"]);
  expect(helper).toMatch(
    /^\| \[`saveBook`\]\(\S+\/saveBook\) \| Save a book \| see above \| `POST \/\{shelf_id\}\/books` \|/,
  );
  const [none] = rowsOf([documentOf(saveBook)], []);
  expect(none).toMatch(/^\| {2}\| Save a book \|/);
});

test("an operation of several documents has one row, as the default version has it", () => {
  const documents = [
    documentOf({ ...saveBook, summary: "Save it" }, ["v24.0"]),
    documentOf({ ...saveBook, summary: "Keep it" }, ["v25.0"]),
  ];
  for (const all of [documents, documents.toReversed()]) {
    expect(rowsOf(all, [])).toEqual([expect.stringMatching(/ Keep it .+ v24\.0–v25\.0 /)]);
  }
  expect(rowsOf(documents.slice(0, 1), [])).toEqual([expect.stringMatching(/ Save it .+ v24\.0–v24\.0 /)]);
});
