import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { document, scratch, write } from "./scratch.test-support.ts";

const generator = join(import.meta.dirname, "../generate.ts");

test("generate lists what the author still has to write at every run, and fails in CI", async () => {
  const unfinished = document().replace("summary: List books", "summary: List books # fill in: what the call does");
  const part = "Book: {} # fill in: what a book has\n";
  const root = await scratch({ "specs/books/books.yaml": unfinished, "specs/books/books/book.yaml": part });
  const generate = (ci: string, ...flags: string[]) =>
    spawnSync("node", [generator, "--root", root, ...flags], { encoding: "utf8", env: { ...process.env, CI: ci } });
  const reminder =
    "  specs/books/books.yaml:14  what the call does\n  specs/books/books/book.yaml:1  what a book has\n";
  expect(generate("").stderr).toContain(reminder);
  expect(generate("true")).toMatchObject({ status: 0, stderr: expect.stringContaining(reminder) });
  expect(generate("", "--check")).toMatchObject({ status: 0, stderr: expect.stringContaining(reminder) });
  expect(generate("true", "--check")).toMatchObject({ status: 1, stderr: expect.stringContaining(reminder) });

  await write(root, { "specs/books/books.yaml": document(), "specs/books/books/book.yaml": "Book: {}\n" });
  expect(generate("true", "--check")).toMatchObject({ status: 0, stderr: "" });
});
