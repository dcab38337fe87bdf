import { spawnSync } from "node:child_process";
import { appendFile, cp, mkdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { apply, compare } from "./apply.ts";
import { planFiles } from "./plan.ts";
import { document, scratch, write } from "./scratch.test-support.ts";
import { isStamped, readState, stamp } from "./stamp.ts";

const repository = join(import.meta.dirname, "../..");
const generated = "packages/books/src/generated";
let root: string;

/** A repository of two specs, with the files of our generator in it. */
beforeEach(async () => {
  root = await scratch({
    "README.md": "<!-- packages -->\n<!-- /packages -->\n",
    "specs/books/books.yaml": document(),
    "specs/books/novels.yaml": document({ path: "/{shelf_id}/novels", operationId: "listNovels" }),
  });
  for (const path of ["scripts/generate.ts", "scripts/generate", "scripts/specs", "node_modules/.pnpm/lock.yaml"]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await cp(join(repository, path), join(root, path), { recursive: true });
  }
  await generate();
});

async function generate(): Promise<void> {
  const state = await readState(root, root);
  const plan = await planFiles(root);
  const changes = await compare(root, plan);
  await apply(root, plan, changes);
  await stamp(root, state, plan, changes);
}

const isUpToDate = async () => isStamped(root, await readState(root, root));
const append = (file: string, text: string) => () => appendFile(join(root, file), text);
const remove = (path: string) => () => rm(join(root, path), { recursive: true });

test.each<[what: string, change: () => Promise<unknown>]>([
  ["a generated file is edited", append(`${generated}/books.ts`, "// edited\n")],
  ["a generated file is deleted", remove(`${generated}/novels.ts`)],
  ["a file appears among the generated ones", append(`${generated}/stray.ts`, "")],
  ["a manifest is edited", append("packages/books/package.json", "\n")],
  ["a manifest is deleted", remove("packages/books/package.json")],
  ["the entry of a package is deleted", remove("packages/books/src/index.ts")],
  ["a table in a README is edited", append("packages/books/README.md", "\n")],
  ["the README of the repository is edited", append("README.md", "\n")],
  ["a spec is edited", append("specs/books/books.yaml", "\n")],
  [
    "a spec is added",
    () => write(root, { "specs/poems/poems.yaml": document({ path: "/{shelf_id}/poems", operationId: "listPoems" }) }),
  ],
  ["a spec is deleted", remove("specs/books/novels.yaml")],
  ["a shared spec is edited", append("specs/shared/paging.yaml", "\n")],
  ["the generator is edited", append("scripts/generate/domain.ts", "\n")],
  ["what reads the specs is edited", append("scripts/specs/openapi.ts", "\n")],
  ["another library is installed", append("node_modules/.pnpm/lock.yaml", "\n")],
  ["the stamp is gone", remove("node_modules/.cache")],
])("generate checks everything again when %s, and nothing after that", async (_, change) => {
  expect(await isUpToDate()).toBe(true);
  await change();
  expect(await isUpToDate()).toBe(false);
  await generate();
  expect(await isUpToDate()).toBe(true);
});

test("generate does not trust a stamp if the installed libraries are unknown", async () => {
  await rm(join(root, "node_modules/.pnpm/lock.yaml"));
  await generate();
  expect(await isUpToDate()).toBe(false);
});

test("generate does not stamp files that somebody else wrote while it ran", async () => {
  const state = await readState(root, root);
  const plan = await planFiles(root);
  await write(root, { "specs/books/books.yaml": document({ versions: "since-v25.0" }) });
  await stamp(root, state, plan, await compare(root, plan));
  expect(await isUpToDate()).toBe(false);
});

test("generate touches only files that change", async () => {
  const files = ["components.ts", "books.ts", "novels.ts", "index.ts"].map((file) => join(root, generated, file));
  for (const file of files) await utimes(file, 1, 1);
  await write(root, {
    "specs/books/books.yaml": document({ parameters: "[{ name: limit, in: query, schema: { type: integer } }]" }),
  });
  await generate();
  expect(await readFile(join(root, generated, "components.ts"), "utf8")).toContain("limit?: number");
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  expect(times.map((time) => time === 1000)).toEqual([false, false, true, true]);
});

test("generate and generate --check stop at a stamp, and --check notices what differs from it", async () => {
  const run = (...flags: string[]) =>
    spawnSync("node", [join(repository, "scripts/generate.ts"), "--root", root, ...flags], { encoding: "utf8" });
  await remove("node_modules/.cache")();
  expect(run().stdout).toContain("0 of them written");
  expect(run().stdout).toContain("nothing changed since the last run");
  expect(run("--check")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("nothing changed since the last run"),
  });
  await append(`${generated}/books.ts`, "// edited\n")();
  for (const _ of ["once", "and again"]) {
    expect(run("--check")).toMatchObject({ status: 1, stdout: `changed  ${generated}/books.ts\n` });
  }
});
