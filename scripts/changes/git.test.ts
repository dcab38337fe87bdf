import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { document, scratch } from "../generate/scratch.test-support.ts";
import { changedFiles, releaseCommit } from "./git.ts";
import { manifest, repository, shop } from "./repository.test-support.ts";

const release = { name: "@openwaba/books", folder: "books", version: "1.1.0" };

describe("the commit of a release", () => {
  test("is not found in a shallow clone; the message says how to get it", async () => {
    const { cloneShallow } = await repository(shop("1.1.0"));
    await expect(releaseCommit(cloneShallow(), release)).rejects.toThrow(
      "Cannot find the release of @openwaba/books@1.1.0: this clone is shallow and has no such tag; run `git fetch --unshallow --tags`, in a workflow give actions/checkout `fetch-depth: 0`",
    );
  });

  test("is not found for a version that is not committed", async () => {
    const { root, write } = await repository(shop("1.0.0"));
    await write(manifest("books", "1.1.0"));
    await expect(releaseCommit(root, release)).rejects.toThrow(
      "no commit wrote this version into packages/books/package.json; commit it first",
    );
  });

  test("is not found outside of a clone", async () => {
    await expect(releaseCommit(await scratch(shop("1.1.0")), release)).rejects.toThrow(
      /^Cannot compare with the last release: git .*not a git repository/,
    );
  });

  test("is the one that wrote the version into the manifest", async () => {
    const { root, write, commit } = await repository(shop("1.0.0"));
    await write({ "specs/books/books.yaml": document({ path: "/{shelf_id}/tomes" }) });
    commit();
    await write(manifest("books", "1.1.0"));
    const released = commit();
    await write({ "packages/books/README.md": "# Books\n", ...manifest("books", "1.1.0", "node other.ts") });
    commit();
    expect(await releaseCommit(root, release)).toBe(released);
  });

  test("is preferably the one with its tag, of either kind", async () => {
    const { root, git, write, commit } = await repository(shop("1.1.0"));
    await write({ "packages/books/README.md": "# Books\n" });
    const tagged = commit();
    await write({ "packages/books/README.md": "# More books\n" });
    commit();
    git("tag", "@openwaba/books@1.1.0", tagged);
    expect(await releaseCommit(root, release)).toBe(tagged);
    git("tag", "--force", "--annotate", "--message", "books", "@openwaba/books@1.1.0", tagged);
    expect(await releaseCommit(root, release)).toBe(tagged);
  });
});

test("new, changed and deleted files count as changed, committed or not", async () => {
  const { root, write, commit, git } = await repository({
    ...shop("1.0.0"),
    "specs/books/maps.yaml": document({ path: "/{shelf_id}/maps" }),
  });
  const start = git("rev-parse", "HEAD");
  expect(await changedFiles(root, start, ["specs"])).toEqual([]);
  await write({ "specs/books/books.yaml": document({ path: "/{shelf_id}/tomes" }) });
  commit();
  await rm(join(root, "specs/books/maps.yaml"));
  await write({
    "specs/books/plans.yaml": document({ path: "/{shelf_id}/plans" }),
    "packages/books/README.md": "# Books\n",
  });
  expect(await changedFiles(root, start, ["specs/books", "specs/shared"])).toEqual([
    "specs/books/books.yaml",
    "specs/books/maps.yaml",
    "specs/books/plans.yaml",
  ]);
});
