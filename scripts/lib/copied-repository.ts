import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { listProjects } from "../specs/packages.ts";
import { type Outcome, runToEnd, userEnvironment } from "./run.ts";

const repository = join(import.meta.dirname, "../..");
// tarballs appear and disappear while tests read packages
const leftOut = /(^|\/)(node_modules|coverage|\.turbo|\.vitest|\.git)(\/|$)|\.tgz$/;
// the documentation is built for minutes, and no copy needs it
const documentation = /^docs\/(reference|\.vitepress\/(dist|cache))(\/|$)/;
const built = /^packages\/[^/]+\/(dist|openapi|page)(\/|$)/;

interface CopyOptions {
  /** Whether to copy builds too. @default false */
  isBuilt?: boolean;
}

/** A copy of this repository's current state, without its history, free to change. The caller removes it. */
export async function copySources({ isBuilt = false }: CopyOptions = {}): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "repository-")));
  const isWanted = (path: string) => !leftOut.test(path) && !documentation.test(path) && (isBuilt || !built.test(path));
  await cp(repository, root, {
    recursive: true,
    filter: (path) => isWanted(relative(repository, path).replaceAll(sep, "/")),
  });
  return root;
}

/** The same with installed packages; links between packages of the workspace lead to the copies. */
export async function copyRepository(options?: CopyOptions): Promise<string> {
  const root = await copySources(options);
  for (const folder of await listProjects(repository)) {
    const from = join(repository, folder, "node_modules");
    if (!existsSync(from)) continue;
    const to = join(root, folder, "node_modules");
    await mkdir(to, { recursive: true });
    // without caches and states of tools, which would be shared
    const names = (await readdir(from)).filter((name) => !name.startsWith(".") || name === ".bin" || name === ".pnpm");
    const place = folder === "." ? linkFolder : copyLinks;
    await Promise.all(names.map((name) => place(join(from, name), join(to, name))));
  }
  // pnpm would install through the links into the repository
  const settings = join(root, "pnpm-workspace.yaml");
  await writeFile(
    settings,
    (await readFile(settings, "utf8")).replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"),
  );
  return root;
}

function linkFolder(from: string, to: string): Promise<void> {
  return symlink(from, to, "junction"); // needs no privileges on Windows
}

async function copyLinks(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}

/** Runs a command in the folder. */
export function runIn(root: string, command: string, ...words: string[]): Promise<Outcome> {
  return runToEnd(command, words, {
    cwd: root,
    env: { ...userEnvironment(), CI: "", NO_COLOR: "1", REDOCLY_TELEMETRY: "off" },
  });
}
