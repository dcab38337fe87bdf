import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, realpath, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { listPackages } from "./packages.ts";

const repository = join(import.meta.dirname, "../..");
const leftOut = /(^|\/)(node_modules|dist|openapi|coverage|\.turbo|\.git)(\/|$)/;

/** A copy of this repository as it is now, with what is installed here, to be changed at will. The caller removes it. */
export async function copyRepository(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "repository-")));
  await cp(repository, root, { recursive: true, filter: (path) => !leftOut.test(relative(repository, path)) });
  for (const folder of ["scripts", "examples", ...(await listPackages(repository)).map((name) => `packages/${name}`)]) {
    const installed = join(repository, folder, "node_modules");
    if (existsSync(installed)) await symlink(installed, join(root, folder, "node_modules"));
  }
  // a folder of its own, since tools keep their caches in it
  const lock = "node_modules/.pnpm/lock.yaml";
  await mkdir(join(root, dirname(lock)), { recursive: true });
  if (existsSync(join(repository, lock))) await cp(join(repository, lock), join(root, lock));
  for (const entry of await readdir(join(repository, "node_modules"))) {
    if (/^\.(cache|vite|pnpm)/.test(entry)) continue;
    await symlink(join(repository, "node_modules", entry), join(root, "node_modules", entry));
  }
  return root;
}

/** What a command says in that folder, and how it ends. */
export function run(root: string, command: string, ...flags: string[]): { status: number | null; output: string } {
  const env = { ...process.env, CI: "", NO_COLOR: "1", REDOCLY_TELEMETRY: "off" };
  const { status, stdout, stderr } = spawnSync(command, flags, { cwd: root, encoding: "utf8", env });
  return { status, output: stdout + stderr };
}
