import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changeset, manifest, repository, shop } from "./changes/repository.test-support.ts";
import { document } from "./generate/scratch.test-support.ts";

const renamed = { "specs/books/books.yaml": document({ path: "/{shelf_id}/tomes" }) };
const grown = {
  "specs/books/books.yaml": document({
    schemas:
      "{ Book: { type: object, required: [id], properties: { id: { type: string }, title: { type: string } } } }",
  }),
};

describe("changes --check fails", () => {
  test("when a spec changed and no changeset names its package", async () => {
    const { write, changes } = await repository({ ...shop("0.3.0"), ".changeset/maps.md": changeset("maps", "major") });
    await write(renamed);
    const { status, stderr } = changes("--check");
    expect(status).toBe(1);
    expect(stderr).toBe(
      "Cannot release the changes of 1 package(s): write the proposed changesets with `pnpm changes`\n" +
        "  @openwaba/books needs minor, and no changeset names it\n",
    );
  });

  test("when the bump of a changeset is too small", async () => {
    const { write, changes } = await repository({
      ...shop("1.3.0"),
      ".changeset/books.md": changeset("books", "minor"),
    });
    await write(renamed);
    const { status, stderr } = changes("--check");
    expect(status).toBe(1);
    expect(stderr).toContain("  @openwaba/books needs major, and its changesets say minor\n");
  });

  test("when a package that was never released has no changeset", async () => {
    const { changes } = await repository(shop("0.0.0"));
    expect(changes("--check").stderr).toContain("  @openwaba/books needs minor, and no changeset names it\n");
  });

  test("when the history is missing, without a stack", async () => {
    const { root, git, changes } = await repository(shop("1.3.0"));
    git("checkout", "--quiet", "--orphan", "other");
    git("rm", "--quiet", "--cached", "-r", "packages");
    git("commit", "--quiet", "--message", "specs alone");
    const { status, stderr } = changes("--check");
    expect(status).toBe(1);
    expect(stderr).toBe(
      "Cannot find the release of @openwaba/books@1.3.0: no commit wrote this version into packages/books/package.json; commit it first\n",
    );
    expect(stderr).not.toContain(root);
  });
});

describe("changes --check passes", () => {
  test("when nothing changed", async () => {
    const { status, stdout } = (await repository(shop("1.3.0"))).changes("--check");
    expect([status, stdout]).toEqual([0, "The specs are unchanged since the last release: no changeset is needed\n"]);
  });

  test("when a changeset has the bump, below 1.0 a smaller one", async () => {
    const { write, changes } = await repository({
      ...shop("0.3.0"),
      ".changeset/books.md": changeset("books", "minor"),
    });
    await write(renamed);
    expect(changes("--check")).toMatchObject({ status: 0, stderr: "" });
  });
});

test("changes --check prints what changed in which version, and the changeset that is missing", async () => {
  const { write, changes, changesets } = await repository({
    ...shop("0.3.0"),
    ".changeset/maps.md": changeset("maps", "major"),
  });
  await write(grown);
  expect(changes("--check").stdout).toBe(`@openwaba/books 0.3.0 → 0.3.1 (additions, therefore patch while below 1.0)
  adds    GET /{shelf_id}/books  v23.0, v24.0, v25.0, v26.0  returns \`title\`
  proposed changeset:
    ---
    "@openwaba/books": patch
    ---

    New: \`GET /{shelf_id}/books\` returns \`title\` (v23.0, v24.0, v25.0, v26.0).
`);
  expect(changesets()).toEqual(["maps.md"]);
});

test("changes writes missing changesets, also for packages that ship all documents, and then passes", async () => {
  const { root, write, changes, changesets } = await repository({
    ...shop("1.3.0"),
    ...manifest("sandbox", "0.2.0", "node ../../scripts/build.ts --documents all"),
  });
  await write(renamed);
  expect(changes().stdout).toMatch(/\nwrote \.changeset\/books\.md\n$/);
  expect(await readFile(join(root, ".changeset/books.md"), "utf8")).toBe(`---
"@openwaba/books": major
"@openwaba/sandbox": patch
---

Breaking: \`GET /{shelf_id}/books\` is now \`GET /{shelf_id}/tomes\` (v23.0, v24.0, v25.0, v26.0).
`);
  expect(changes("--check").status).toBe(0);
  changes();
  expect(changesets()).toEqual(["books.md"]);
});
