import { expect, test } from "vitest";
import { document, scratch } from "../generate/scratch.test-support.ts";
import { readDocuments } from "./documents.ts";

const book = "{ type: object, required: [id], properties: { id: { type: string } } }";
const example = "{ summary: One book, value: { id: '77' } }";

const documentOf = (schema: string, one: string) =>
  document({
    answer: `{ $ref: '#/components/schemas/Shelf' }, examples: { one: ${one} }`,
    schemas: `{ Shelf: { anyOf: [{ $ref: '#/components/schemas/Book' }] }, Book: ${schema} }`,
  });

async function read(files: Record<string, string>): Promise<string> {
  const [books] = await readDocuments(await scratch(files), ["books"]);
  return JSON.stringify(books?.openapi);
}

test("a document in parts is read as if it were one file", async () => {
  const refersTo = (kind: string, name: string) => `{ $ref: books/book.yaml#/components/${kind}/${name} }`;
  const text = await read({
    "specs/books/books.yaml": documentOf(refersTo("schemas", "Book"), refersTo("examples", "one")),
    "specs/books/books/book.yaml": `components: { schemas: { Book: ${book} }, examples: { one: ${example} } }`,
  });
  expect(text).toContain('"examples":{"one":{"summary":"One book","value":{"id":"77"}}}');
  expect(text).toBe(await read({ "specs/books/books.yaml": documentOf(book, example) }));
});
