import ts from "typescript";
import { expect, test } from "vitest";
import { functionWith } from "./function.test-support.ts";
import { writeDocumentation } from "./write-documentation.ts";

const documented = (
  operation: { summary?: string; description?: string; externalDocs?: { url: string } },
  isList = false,
) =>
  writeDocumentation(
    functionWith({ isList, described: { operation: { operationId: "saveBook", responses: {}, ...operation } } }),
  );

/** What editors read: the text, and the names of the tags. */
function readBy(comment: string) {
  const source = ts.createSourceFile("books.ts", `${comment}function saveBook() {}`, ts.ScriptTarget.Latest, true);
  const [statement] = source.statements;
  const [doc] = (statement && ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc)) ?? [];
  return { text: doc?.comment, tags: doc?.tags?.map(({ tagName }) => tagName.text) };
}

test("summary, description, errors, page and example, in this order", () => {
  const url = "https://example.com/books";
  expect(documented({ summary: "Save a book", description: "Up to 5 MB.", externalDocs: { url } })).toBe(`/**
 * Save a book.
 *
 * Up to 5 MB.
 *
 * @throws {GraphError} when the platform rejects the call
 * @throws {GraphConnectionError} when no complete response arrives
 * @see {@link https://example.com/books}
 * @example
 * const answer = await saveBook(client);
 */
`);
});

test("a list says how it is read", () => {
  expect(readBy(documented({ summary: "List books." }, true)).text).toBe(
    "List books.\n\nAwaited it is one page; `for await` walks over the items of all pages.",
  );
});

test("an operation without summary, description and page has what is left", () => {
  expect(readBy(documented({}))).toEqual({ text: undefined, tags: ["throws", "throws", "example"] });
  expect(readBy(documented({ description: "Saves it" })).text).toBe("Saves it");
});

test.each([
  ["ends a comment", "Matches books/*.txt, and */ ends it", "Matches books/*.txt, and *\\/ ends it"],
  ["starts a tag", "@all is everybody", "\\@all is everybody"],
  ["starts a tag later on", "Mentions an @author, me@example.com", "Mentions an \\@author, me@example.com"],
  ["has line breaks and lists", "Takes:\n\n- one\n- two\n", "Takes: - one - two"],
])("a description that %s", (_, description, text) => {
  const comment = documented({ summary: "Save", description });
  const read = readBy(comment);
  expect(read.tags).toEqual(["throws", "throws", "example"]);
  expect(read.text).toBe(`Save.\n\n${text}`);
});

test("lines have 120 characters at most, but for words that are longer", () => {
  const long = "x".repeat(200);
  const lines = documented({ description: `${"word ".repeat(60)}${long} end` }).split("\n");
  expect(lines.filter((line) => line.length > 120)).toEqual([` * ${long}`]);
  expect(Math.max(...lines.filter((line) => !line.includes(long)).map((line) => line.length))).toBeGreaterThan(110);
});
