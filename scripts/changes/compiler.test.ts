import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import ts from "typescript";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { writeFiles } from "../generate/types/document-with.test-support.ts";
import { books, kinds } from "./example-document.test-support.ts";

const runtime = join(import.meta.dirname, "../../packages/runtime/src");

// what breaks without a compiler error: a version as a whole
const unseen = new Set(["a Graph version is dropped"]);

/** Code that uses everything in the API of the book shop. */
const program = (folder: number) => `
import type { ClientOf } from "@openwaba/runtime/functions";
import { addBook, listBooks } from "./${folder}/operations.ts";
import type { paths } from "./${folder}/books.ts";
import type { Schemas } from "./${folder}/index.ts";

type List = paths["/{shelf_id}/books"]["get"];
type Add = paths["/{shelf_id}/books"]["post"];
type Json<Answers> = Answers[keyof Answers & (200 | 202)] extends { content: { "application/json": infer Body } } ? Body : never;
type Book = Json<Add["responses"]>;
type Defaults = List extends { defaultFields: infer Name } ? Name : keyof Book;
type Body = NonNullable<Add["requestBody"]>["content"]["application/json"];

export const calls: List["parameters"][] = [
  { path: { shelf_id: "7" }, query: { owner: "me" } },
  { path: { shelf_id: "7" }, query: { owner: "me", sort: "up", limit: 5, fields: ["id", "title", "owner"], filter: { year: 1816 } } },
  { path: { shelf_id: "7" }, query: { owner: "me", sort: "down" } },
];
declare const client: ClientOf<paths>;
const shelf = { shelf_id: "7" };
export const byFunction = [
  listBooks(client, { ...shelf, owner: "me", sort: "up", limit: 5, fields: ["id", "title", "owner"], filter: { year: 1816 } }),
  addBook(client, shelf),
  addBook(client, { ...shelf, name: "Emma", note: "new", genre: "crime", scan: "ZW1tYQ==", picture: { kind: "drawing" } }),
];
export const withoutBody: Pick<Add, "requestBody"> = {};
export const bodies: Body[] = [
  { name: "Emma" },
  { name: "Emma", note: "new", genre: "crime", scan: "ZW1tYQ==", picture: { kind: "drawing" } },
  { name: "Emma", genre: "novel" },
];
export const defaults: Defaults[] = ["id", "title"];

export function read(list: Json<List["responses"]>): void {
  list.data.forEach(readBook);
}

export function readBook(book: Book): [string, number, string | undefined, string | undefined, string | undefined, string | undefined] {
  const { id, pages, title, printed, owner, state, binding, cover } = book;
  if (state === "LENT" || state === "OPEN") console.log(title);
  if (binding === "soft") console.log(title);
  if (binding === "hard") console.log(title);
  else if (binding === "soft") console.log(title);
  else binding satisfies undefined;
  if (cover?.kind === "photo") console.log(cover.link);
  else if (cover?.kind === "drawing") console.log(cover.kind);
  else cover satisfies undefined;
  return [id, pages, title, printed, owner?.name, state];
}

export function readError(failure: List["responses"][400]["content"]["application/json"]): string {
  return failure.error;
}

export function handle({ when, part }: Schemas["Arrival"]): number | undefined {
  if (part?.kind === "page") console.log(part.kind);
  return when;
}

export type Named = [
  Schemas["BookList"], Schemas["Book"], Schemas["Thing"], Schemas["State"], Schemas["Photo"], Schemas["Drawing"],
  Schemas["AddBook"], Schemas["Page"], Schemas["OtherPart"], Schemas["Failure"],
];
`;

test("changes reported as breaking are those that the compiler rejects", async () => {
  const folder = await mkdtemp(join(tmpdir(), "compiler-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const texts = [books(), ...kinds.map(({ edits }) => books(...edits))];
  for (const [index, text] of texts.entries()) {
    await mkdir(join(folder, String(index)));
    for (const [file, content] of Object.entries(await writeFiles(parse(text)))) {
      await writeFile(join(folder, String(index), file), content);
    }
    await writeFile(join(folder, `user-${index}.ts`), program(index));
  }
  const refusals = compile(texts.map((_, index) => join(folder, `user-${index}.ts`)));
  expect(refusals.get("user-0.ts")).toBeUndefined();

  const verdicts = kinds.map(({ name }, index) => [name, refusals.has(`user-${index + 1}.ts`) || unseen.has(name)]);
  const expected = kinds.map(({ name, finds }) => [name, finds.some((finding) => finding.startsWith("breaks"))]);
  expect(verdicts).toEqual(expected);
});

/** File name → compiler errors. */
function compile(files: string[]): Map<string, string> {
  const compiled = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
    paths: {
      "@openwaba/runtime": [join(runtime, "index.ts")],
      "@openwaba/runtime/functions": [join(runtime, "functions.ts")],
    },
  });
  const refusals = ts
    .getPreEmitDiagnostics(compiled)
    .map(({ file, messageText }): [string, string] => [
      basename(file?.fileName ?? ""),
      ts.flattenDiagnosticMessageText(messageText, " "),
    ]);
  return new Map(refusals);
}
