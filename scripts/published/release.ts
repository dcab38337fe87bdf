import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listPackages } from "../generate/packages.ts";
import { run } from "./run.ts";

const repository = join(import.meta.dirname, "../..");
const tools = join(repository, "node_modules");

/** A package as it was published, and its folder in the scratch copy of the repository. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/** Versions and publishes every package to a registry, as its owner does, from a scratch copy of the repository. */
export async function release(copy: string, registry: string): Promise<ReleasedPackage[]> {
  await copySources(copy);
  const packages = await listPackages(copy);
  await Promise.all(packages.map((name) => copyBuild(copy, join("packages", name))));
  await linkTools(copy);
  // npm insists on a token, the registry takes any
  await writeFile(join(copy, ".npmrc"), `registry=${registry}\n//${new URL(registry).host}/:_authToken=none\n`);
  await run("git", ["init", "--quiet"], { cwd: copy });
  await commit(copy, "sources");
  await run(join(tools, ".bin/changeset"), ["version"], { cwd: copy });
  await commit(copy, "versions");
  await run(join(tools, ".bin/changeset"), ["publish"], { cwd: copy });
  return Promise.all(packages.map((name) => describe(join(copy, "packages", name))));
}

async function copySources(copy: string): Promise<void> {
  const words = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { stdout } = await run("git", words, { cwd: repository });
  const isNeeded = (file: string) => /^(packages|\.changeset)\/|^[^/]+$|\/package\.json$/.test(file);
  const files = stdout.split("\0").filter((file) => file !== "" && isNeeded(file));
  await Promise.all(files.map((file) => cp(join(repository, file), join(copy, file)).catch(unlessMissing)));
}

/** Copies what git ignores: what was built, and the links that tell pnpm which package stands for `workspace:`. */
async function copyBuild(copy: string, folder: string): Promise<void> {
  const copyFolder = (name: string) =>
    cp(join(repository, folder, name), join(copy, folder, name), { recursive: true, verbatimSymlinks: true });
  await copyFolder("dist").catch((cause: Error) => {
    throw new Error(`Cannot release ${folder}: it is not built, run \`pnpm build\``, { cause });
  });
  await Promise.all(["openapi", "node_modules/@openwaba"].map((name) => copyFolder(name).catch(unlessMissing)));
}

/** Changesets looks for its writer of changelogs here. */
async function linkTools(copy: string): Promise<void> {
  await mkdir(join(copy, "node_modules"));
  await symlink(join(tools, "@changesets"), join(copy, "node_modules/@changesets"));
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

function unlessMissing(problem: NodeJS.ErrnoException): void {
  if (problem.code !== "ENOENT") throw problem;
}
