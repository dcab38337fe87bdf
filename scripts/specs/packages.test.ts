import { expect, test } from "vitest";
import { listPackages } from "./packages.ts";
import { scratch } from "../generate/scratch.test-support.ts";

test("listPackages() passes over what a package of another branch has left behind", async () => {
  const root = await scratch({
    "packages/books/package.json": "{}",
    "packages/shelves/src/generated/shelves.ts": "",
    "packages/former/dist/index.js": "",
    "packages/former/node_modules/.cache/tsconfig.build.json": "{}",
  });
  expect((await listPackages(root)).toSorted()).toEqual(["books", "shelves"]);
});

test("listPackages() has none where there is no such folder", async () => {
  expect(await listPackages(await scratch({}))).toEqual([]);
});
