import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listPackages } from "../scripts/specs/packages.ts";
import { run } from "./run.ts";

/** A package as it was published, and its folder in the copy of the repository. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/** Versions and publishes every package to a registry, as its owner does, from a copy of the repository. */
export async function release(copy: string, registry: string): Promise<ReleasedPackage[]> {
  const packages = await listPackages(copy);
  const unbuilt = packages.find((name) => !existsSync(join(copy, "packages", name, "dist/index.js")));
  if (unbuilt) throw new Error(`Cannot release packages/${unbuilt}: it is not built, run \`pnpm build\``);
  // npm requires a token, the registry accepts any
  await writeFile(join(copy, ".npmrc"), `registry=${registry}\n//${new URL(registry).host}/:_authToken=none\n`);
  await run("git", ["init", "--quiet"], { cwd: copy });
  await commit(copy, "sources");
  const changeset = join(copy, "node_modules/.bin/changeset");
  await run(changeset, ["version"], { cwd: copy });
  await commit(copy, "versions");
  await run(changeset, ["publish"], { cwd: copy });
  return Promise.all(packages.map((name) => describe(join(copy, "packages", name))));
}

async function commit(copy: string, message: string): Promise<void> {
  const author = ["-c", "user.name=Release", "-c", "user.email=release@example.com"];
  await run("git", ["add", "--all"], { cwd: copy });
  await run("git", [...author, "commit", "--quiet", "--allow-empty", "--message", message], { cwd: copy });
}

async function describe(folder: string): Promise<ReleasedPackage> {
  const { name, version }: ReleasedPackage = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return { name, version, folder };
}
