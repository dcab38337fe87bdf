import { randomBytes } from "node:crypto";
import { mkdir, mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { measurePage, problemsOf, type TarballFigure } from "./measure.ts";
import { programTable } from "./tables.ts";

const tarball = (code: number, unexpected: string[] = []): TarballFigure => ({
  package: "book",
  tarball: { bytes: { code, types: 10, documents: 0, page: 0, metadata: 5 }, files: 3, unexpected },
  budget: { code: 100, types: 10, documents: 0 },
});

test("a program over its budget is a problem with advice", () => {
  expect(problemsOf([{ what: "one call", bytes: 101, budget: 100 }], [])).toEqual([
    "one call takes 101 bytes, 1 more than its budget: make it smaller, or raise the budget in scripts/sizes/budgets.ts and say why in the commit",
  ]);
});

test("a tarball over the budget of one kind, or with an unexpected file, is a problem", () => {
  expect(problemsOf([], [tarball(120, ["dist/cache"])])).toEqual([
    expect.stringMatching(/^packages\/book ships 120 bytes of code, 20 more than its budget: /),
    "packages/book ships dist/cache, which no user needs: leave it out of `files` in its package.json",
  ]);
});

test("a size of exactly the budget is not a problem", () => {
  expect(problemsOf([{ what: "one call", bytes: 100, budget: 100 }], [tarball(100)])).toEqual([]);
});

test("a missed promise is in the table", () => {
  const figure = { what: "one call", bytes: 9000, minified: 20_000, budget: 9100 };
  const { rows } = programTable([
    { ...figure, target: 4500 },
    { ...figure, target: 9000 },
    { ...figure, target: undefined },
  ]);
  expect(rows.map((row) => row.at(-1))).toEqual(["4.5 kB: missed", "9.0 kB: kept", ""]);
});

test("all files of the page count, and a page that is not there is an error", async () => {
  await using root = await mkdtempDisposable(join(tmpdir(), "sizes-"));
  await expect(measurePage(root.path)).rejects.toThrow("Cannot measure the page: ");
  const folder = join(root.path, "packages/sandbox/page/assets");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.js"), randomBytes(100_000));
  await writeFile(join(folder, "index.css"), "a".repeat(100_000));
  await writeFile(join(folder, "../index.html"), randomBytes(50_000));
  const page = await measurePage(root.path);
  expect(page.bytes).toBeGreaterThan(150_000);
  expect(page.bytes).toBeLessThan(151_000);
  expect(problemsOf([page], [])).toEqual([expect.stringMatching(/^the page of the sandbox takes /)]);
});
