import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyRepository, runIn } from "./lib/copied-repository.ts";
import { listProjects } from "./specs/packages.ts";

const read = async (folder: string) => JSON.parse(await readFile(join(folder, "package.json"), "utf8"));

// a shorter and a longer name than ours: both break lines elsewhere
const fork = {
  scope: "@acme",
  repository: "https://github.com/acme-messaging/whatsapp-clients",
  homepage: "https://docs.acme.example/whatsapp",
  author: "Acme",
};
const ours = await read(join(import.meta.dirname, ".."));
let root: string;

beforeAll(async () => {
  root = await copyRepository();
  await writeFile(join(root, "package.json"), JSON.stringify({ ...ours, ...fork }, null, 2));
  await runIn(root, "git", "init", "-q");
  await runIn(root, "node", "scripts/generate.ts");
  await renameLinks();
}, 180_000);
afterAll(() => rm(root, { recursive: true }));

/** What `pnpm install` would do. */
async function renameLinks(): Promise<void> {
  for (const folder of await listProjects(root)) {
    const links = join(root, folder, "node_modules");
    for (const [name, other] of [
      [ours.scope, fork.scope],
      [ours.scope.slice(1), fork.scope.slice(1)], // the package that holds all others
    ])
      if (existsSync(join(links, name))) await rename(join(links, name), join(links, other));
  }
}

test.each([
  "node scripts/generate.ts --check",
  "oxfmt --check",
  "oxlint --deny-warnings",
  "tsc",
  "knip",
  "redocly lint specs/!(shared)/*.yaml",
])(
  "a fork with another scope, repository, homepage and author passes `%s`",
  async (line) => {
    const [command = "", ...words] = line.split(" ");
    const { status, output } = await runIn(root, command, ...words);
    expect(status, output).toBe(0);
  },
  120_000,
);

test("no file of a fork names our scope, repository or homepage", async () => {
  const names = [ours.scope, ours.repository, ours.homepage].flatMap((name) => ["-e", name]);
  const { status, output } = await runIn(root, "git", "grep", "--untracked", "-Fw", ...names);
  expect({ status, output }).toEqual({ status: 1, output: "" });
});
