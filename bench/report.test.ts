import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMarked } from "../scripts/lib/markdown.ts";

const page = await readFile(join(import.meta.dirname, "../docs/benchmarks.md"), "utf8");

test("every table that a command writes has both of its markers", () => {
  const names = [...page.matchAll(/<!-- (\w+): written by/g)].map(([, name = ""]) => name);
  expect(names).toContain("sizes");
  expect(names.filter((name) => readMarked(page, name) === undefined)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});
