import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { followOwner } from "./owner.ts";
import { write } from "./scratch.test-support.ts";

const original = {
  scope: "@paper",
  repository: "https://github.com/paper/boats",
  homepage: "https://paper.example/boats",
  author: "the authors",
};
const acme = {
  scope: "@acme.x",
  repository: "https://git.acme.example/chat/boats",
  homepage: "https://docs.acme.example",
  author: 'Acme "$&" Ltd',
};

const manifestOf = ({ scope, repository, homepage, author }: typeof original) =>
  JSON.stringify(
    {
      name: `${scope}/runtime`,
      author,
      homepage: `${homepage}/reference/packages/runtime`,
      repository: { url: `git+${repository}.git` },
    },
    null,
    2,
  );

/** A repository whose root manifest has this setting, and whose other files name the original owner. */
async function repositoryOf(setting: object, files: Record<string, string> = {}): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "owner-")));
  onTestFinished(() => rm(root, { recursive: true }));
  await write(root, {
    "package.json": JSON.stringify(setting),
    "packages/runtime/package.json": manifestOf(original),
    ".gitignore": "dist\n",
    ...files,
  });
  execFileSync("git", ["init", "-q"], { cwd: root });
  return root;
}

const readText = (root: string, file: string) => readFile(join(root, file), "utf8");

test.each([
  ['import { x } from "@paper/runtime";', 'import { x } from "@acme.x/runtime";'],
  ["@paper:registry=http://localhost", "@acme.x:registry=http://localhost"],
  ["node_modules/@paper/runtime", "node_modules/@acme.x/runtime"],
  ["(?!(@paper|openapi-fetch)/)", "(?!(@acme.x|openapi-fetch)/)"],
  ["git+https://github.com/paper/boats.git", "git+https://git.acme.example/chat/boats.git"],
  ["https://github.com/paper/boats/issues", "https://git.acme.example/chat/boats/issues"],
  ["[guide](https://paper.example/boats/guides/media)", "[guide](https://docs.acme.example/guides/media)"],
  ['import { x } from "paper";', 'import { x } from "acme.x";'],
  ['{ "paper": "workspace:^" }', '{ "acme.x": "workspace:^" }'],
  ["npm install paper, then npx paper doctor", "npm install acme.x, then npx acme.x doctor"],
  ['"ignoreDependencies": ["hono", "paper"]', '"ignoreDependencies": ["hono", "acme.x"]'],
  ["github.repository == 'paper/boats'", "github.repository == 'chat/boats'"],
  ['  "author": "the authors",', '  "author": "Acme \\"$&\\" Ltd",'],
])("%s becomes %s", async (before, after) => {
  const root = await repositoryOf(acme, { "docs/a.md": before });
  expect(await followOwner(root, { isCheck: false })).toEqual(["docs/a.md", "packages/runtime/package.json"]);
  expect(await readText(root, "docs/a.md")).toBe(after);
  expect(await readText(root, "packages/runtime/package.json")).toBe(manifestOf(acme));
  expect(await followOwner(root, { isCheck: true })).toEqual([]);
});

test.each([
  "Copyright (c) 2026 the authors",
  "paper/recommended",
  '{ "bin": { "paper": "./dist/bin.js" } }',
  "npx paper-plane",
  "@paper-tools/runtime",
  "me@paper.example",
  "https://github.com/paper/boats-action",
  "https://example.com/paper/boats",
  "https://paper.example/boats-and-planes",
])("%s stays", async (text) => {
  const root = await repositoryOf(acme, { "docs/a.md": text });
  await followOwner(root, { isCheck: false });
  expect(await readText(root, "docs/a.md")).toBe(text);
});

test.each([
  { scope: "@paper.x" },
  { scope: "@paper-x" },
  { repository: "https://github.com/paper/boats/fleet" },
  { repository: "https://github.com/paper/boats.x" },
  { homepage: "https://paper.example/boats/docs" },
])("a run that was killed can be repeated, even if the new name begins with the old one: %j", async (changes) => {
  const wanted = { ...original, ...changes };
  const files = { "docs/a.md": `${original.scope} ${original.repository}.git`, "zoo.md": `${original.scope}/zoo` };
  const root = await repositoryOf(wanted, files);
  const setting = await readText(root, "package.json");
  await followOwner(root, { isCheck: false });
  const done = [await readText(root, "docs/a.md"), await readText(root, "zoo.md")];
  // as if it had been killed before the manifest of the runtime, the last file
  await write(root, { "packages/runtime/package.json": manifestOf(original), "zoo.md": files["zoo.md"] });
  expect((await followOwner(root, { isCheck: false })).at(-1)).toBe("packages/runtime/package.json");
  expect([await readText(root, "docs/a.md"), await readText(root, "zoo.md")]).toEqual(done);
  expect(done).toEqual([`${wanted.scope} ${wanted.repository}.git`, `${wanted.scope}/zoo`]);
  expect(await readText(root, "package.json")).toBe(setting);
});

test("links to folders and pictures stay", async () => {
  const picture = "\0@paper/runtime";
  const root = await repositoryOf(acme, { "docs/a.png": picture });
  await symlink("docs", join(root, "link"), "junction");
  expect(await followOwner(root, { isCheck: false })).toEqual(["packages/runtime/package.json"]);
  expect(await readText(root, "docs/a.png")).toBe(picture);
});

test("a check changes nothing, and what git ignores stays", async () => {
  const root = await repositoryOf(acme, { "docs/a.md": "@paper/runtime", "dist/a.js": "@paper/runtime" });
  expect(await followOwner(root, { isCheck: true })).toEqual(["docs/a.md", "packages/runtime/package.json"]);
  expect(await readText(root, "docs/a.md")).toBe("@paper/runtime");
  await followOwner(root, { isCheck: false });
  expect(await readText(root, "dist/a.js")).toBe("@paper/runtime");
});

test.each([
  [{ scope: "acme" }, '"scope" is "acme"'],
  [{ scope: undefined }, '"scope" is undefined'],
  [{ repository: "git@github.com:acme/chat.git" }, '"repository" is "git@github.com:acme/chat.git"'],
  [{ repository: "https://github.com/acme/chat.git" }, '"repository" is "https://github.com/acme/chat.git"'],
  [{ homepage: "https://docs.acme.example/" }, '"homepage" is "https://docs.acme.example/"'],
  [{ author: "" }, '"author" is ""'],
])("the setting %j is rejected by its name", async (wrong, message) => {
  const root = await repositoryOf({ ...acme, ...wrong });
  await expect(followOwner(root, { isCheck: false })).rejects.toThrow(message);
});
