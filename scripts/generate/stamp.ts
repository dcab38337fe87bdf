import { hash } from "node:crypto";
import { existsSync, globSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Change, Plan } from "./apply.ts";

/**
 * File → hash of its content, for all files that a run reads or writes. A cache such as turbo's only knows that a run
 * succeeded on the same files; when a checkout brings stale generated files back, it would skip the run.
 */
export type State = Map<string, string>;

const ownRoot = join(import.meta.dirname, "../..");
const stampFile = "node_modules/.cache/generate.json";
const installed = "node_modules/.pnpm/lock.yaml";
const ownFiles = ["scripts/generate.ts", "scripts/{generate,lib,specs}/**/*.ts", installed];
const files = [
  "README.md",
  "specs/**/*.*",
  "packages/*/{package.json,README.md,src/index.ts}",
  "packages/*/src/generated/**/*.*",
];

/** The state of `root`, and of the repository of the generator. */
export async function readState(root: string, generator = ownRoot): Promise<State> {
  const read = async (base: string, patterns: string[]) =>
    Promise.all(
      globSync(patterns, { cwd: base }).map(
        async (file) => [file, hash("sha256", await readFile(join(base, file)))] as const,
      ),
    );
  const own = (await read(generator, ownFiles)).map(([file, digest]) => [nameOfOwn(file), digest] as const);
  return new Map([["node", process.version], ...own, ...(await read(root, files))]);
}

function nameOfOwn(file: string): string {
  return `generator: ${file}`;
}

/** Whether nothing changed since the last run. */
export async function isStamped(root: string, state: State): Promise<boolean> {
  const path = join(root, stampFile);
  // without pnpm's list the installed libraries are unknown
  return state.has(nameOfOwn(installed)) && existsSync(path) && (await readFile(path, "utf8")) === textOf(state);
}

/** Records the state before the run, and what it wrote. */
export async function stamp(root: string, state: State, plan: Plan, changes: Change[]): Promise<void> {
  const after = new Map(state);
  for (const { path } of changes) {
    const content = plan.get(path);
    if (content === undefined) after.delete(path);
    else after.set(path, hash("sha256", content));
  }
  const path = join(root, stampFile);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, textOf(after));
}

function textOf(state: State): string {
  return JSON.stringify(
    [...state].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    null,
    1,
  );
}
