import { expect, test } from "vitest";
import { readDocuments } from "../../specs/documents.ts";
import { SpecError } from "../../specs/spec-error.ts";
import { document, scratch } from "../scratch.test-support.ts";
import { checkFunctions } from "./check-functions.ts";

/** The problems of these files of `specs`, one per line. */
async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const root = await scratch(Object.fromEntries(Object.entries(files).map(([file, text]) => [`specs/${file}`, text])));
  const domains = [...new Set(Object.keys(files).map((file) => file.split("/")[0] ?? ""))];
  const documents = await readDocuments(root, domains);
  try {
    checkFunctions(documents);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(SpecError);
    return String(error).split("\n  ").slice(1);
  }
}

test.each(["delete", "ListBooks", "list-books", "books.list", "await", "_books"])("%s is no name", async (name) => {
  const text = document({ operationId: name });
  expect(await problemsOf({ "books/books.yaml": text })).toEqual([
    `specs/books/books.yaml:13:7 ${name} cannot be the name of a function`,
  ]);
});

const novels = { path: "/{shelf_id}/novels" };
test.each<[what: string, file: string, text: string, call: string]>([
  ["twice in one version", "books/novels.yaml", document(novels), "GET /{shelf_id}/novels of books"],
  [
    "for another path in other versions",
    "books/novels.yaml",
    document({ ...novels, versions: "until-v24.0" }),
    "GET /{shelf_id}/novels of books",
  ],
  ["in another domain", "novels/novels.yaml", document(novels), "GET /{shelf_id}/novels of novels"],
])("a name is refused %s", async (_, file, text, call) => {
  const files = { "books/books.yaml": document({ versions: "since-v25.0" }), [file]: text };
  expect(await problemsOf(files)).toEqual([
    `specs/${file}:13:7 listBooks is the name of ${call}, and in specs/books/books.yaml:13:7 that of GET /{shelf_id}/books of books: rename one of them`,
  ]);
});

test("a name is refused twice in one document", async () => {
  const text = document().replace(
    "components:",
    (line) => `    post: { operationId: listBooks, responses: {} }\n${line}`,
  );
  expect(await problemsOf({ "books/books.yaml": text })).toEqual([
    expect.stringMatching(/^specs\/books\/books\.yaml:21:13 listBooks is the name of POST .*:13:7 that of GET /),
  ]);
});

test("one operation may be described for each version", async () => {
  const files = {
    "books/books.v23.0.yaml": document({ versions: "until-v24.0" }),
    "books/books.yaml": document({ versions: "since-v25.0" }),
  };
  expect(await problemsOf(files)).toEqual([]);
});

/** A document whose operation has this function. */
const withFunction = (described: string, name = "lendBook") =>
  document().replace(
    "      tags: [Books]\n",
    (line) => `${line}      x-functions:
        ${name}: ${described}
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Book' }, examples: { one: { value: { id: '1' } } } } } }
`,
  );

test("functions of an operation name what the document has", async () => {
  const text = withFunction("{ summary: Lend, body: Book, answer: Book, example: one }");
  expect(await problemsOf({ "books/books.yaml": text })).toEqual([]);
  const wrong = withFunction("{ summary: Lend, body: Bok, answer: Loan, example: two }");
  expect(await problemsOf({ "books/books.yaml": wrong })).toEqual([
    "specs/books/books.yaml:18:36 lendBook names Bok, which is not a schema of the document",
    "specs/books/books.yaml:18:47 lendBook names Loan, which is not a schema of the document",
    "specs/books/books.yaml:18:61 lendBook names two, which is not an example of the operation",
  ]);
});

test("functions of an operation have names of their own", async () => {
  const described = "{ summary: Lend, body: Book, answer: Book, example: one }";
  const files = {
    "books/books.yaml": withFunction(described, "listNovels"),
    "books/novels.yaml": document({ ...novels, operationId: "listNovels" }),
  };
  expect(await problemsOf(files)).toEqual([
    expect.stringMatching(/^specs\/books\/novels\.yaml:13:7 listNovels .*specs\/books\/books\.yaml:18:9 that of GET/),
  ]);
});
