import { expect, test } from "vitest";
import { listPackages, listProjects } from "./packages.ts";
import { scratch } from "../generate/scratch.test-support.ts";

test("listPackages() skips what is private, and leftovers of packages of other branches", async () => {
  const root = await scratch({
    "packages/books/package.json": "{}",
    "packages/page/package.json": '{ "private": true }',
    "packages/page/src/page.ts": "",
    "packages/shelves/src/generated/shelves.ts": "",
    "packages/former/dist/index.js": "",
    "packages/former/node_modules/.cache/tsconfig.build.json": "{}",
  });
  expect((await listPackages(root)).toSorted()).toEqual(["books", "shelves"]);
});

test("listPackages() returns none without the folder", async () => {
  expect(await listPackages(await scratch({}))).toEqual([]);
});

test("listProjects() has every project of the workspace, and nothing that is none", async () => {
  const root = await scratch({
    "package.json": "{}",
    "pnpm-workspace.yaml": "packages: [packages/*, bench, docs]",
    "bench/package.json": "{}",
    "docs/page.md": "",
    "packages/books/package.json": "{}",
    "packages/page/package.json": '{ "private": true }',
    "packages/former/dist/index.js": "",
    "packages/rules.test.ts": "",
  });
  expect(await listProjects(root)).toEqual([".", "packages/books", "packages/page", "bench"]);
});
