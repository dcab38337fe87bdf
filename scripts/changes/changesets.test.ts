import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratch, write } from "../generate/scratch.test-support.ts";
import { CommandError } from "../lib/command.ts";
import { printChangeset, readPending, writeChangeset } from "./changesets.ts";

const books = {
  packages: { "@openwaba/books": "minor", "@openwaba/sandbox": "patch" },
  text: "Books have pages.",
} as const;

test.each([
  ["no front matter", "Books have pages.\n", /missing or invalid frontmatter[\s\S]*Books have pages/],
  [
    "an unknown bump",
    '---\n"@openwaba/books": huge\n---\n\nBooks.\n',
    /"huge" for package "@openwaba\/books"[\s\S]*major, minor, patch/,
  ],
])("a changeset with %s is rejected", async (_, text, reason) => {
  const root = await scratch({ ".changeset/books.md": text });
  const error: unknown = await readPending(root).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CommandError);
  expect(String(error)).toMatch(/^Error: Cannot read the changesets: /);
  expect(String(error)).toMatch(reason);
});

test("the largest bump of several changesets for a package counts", async () => {
  const root = await scratch({
    ".changeset/README.md": "# Changesets\n",
    ".changeset/a.md": '---\n"@openwaba/books": patch\n---\n\nA.\n',
    ".changeset/b.md": '---\r\n"@openwaba/books": minor\r\n"@openwaba/maps": none\r\n---\r\n\r\nB.\r\n',
    ".changeset/c.md": '---\n"@openwaba/books": patch\n---\n\nC.\n',
    ".changeset/empty.md": "---\n---\n",
  });
  expect(await readPending(root)).toEqual(new Map([["@openwaba/books", "minor"]]));
});

test("a folder without changesets returns none", async () => {
  expect(await readPending(await scratch({}))).toEqual(new Map());
});

test("a written changeset reads back equal, and never replaces another", async () => {
  const root = await scratch({});
  expect(await writeChangeset(root, "books", books)).toBe(".changeset/books.md");
  await write(root, { ".changeset/books.md": printChangeset({ ...books, text: "In my own words." }) });
  expect(await writeChangeset(root, "books", books)).toBe(".changeset/books-2.md");
  expect(await readFile(join(root, ".changeset/books.md"), "utf8")).toContain("In my own words.");
  expect(await readPending(root)).toEqual(new Map(Object.entries(books.packages)));
});
