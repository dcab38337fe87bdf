import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { compareReports, writeReports } from "./files.ts";

let folder: string;
const reports = new Map([["book.api.md", "export type Book = string;\n"]]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeReports(folder, reports);
});

test("compareReports() shows what changed", async () => {
  const difference = await compareReports(folder, new Map([["book.api.md", "export type Book = number;\n"]]));
  expect(difference).toContain("-export type Book = string;\n+export type Book = number;");
  expect(difference).toContain("docs/api/book.api.md");
  expect(difference).not.toContain(folder);
});

test("compareReports() shows an entry that is new or gone", async () => {
  expect(await compareReports(folder, new Map([...reports, ["new.api.md", "export {};\n"]]))).toContain("+export {};");
  expect(await compareReports(folder, new Map())).toContain("-export type Book = string;");
});

test("compareReports() returns nothing when they are equal", async () => {
  expect(await compareReports(folder, reports)).toBe("");
});

test("writeReports() removes the report of an entry that is gone", async () => {
  await writeFile(join(folder, "old.api.md"), "");
  await writeReports(folder, reports);
  expect(await readdir(folder)).toEqual(["book.api.md"]);
});
