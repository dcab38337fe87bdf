import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CommandError } from "../lib/command.ts";

const run = promisify(execFile);

/** Output of `git`, without the trailing newline. */
async function git(root: string, ...args: string[]): Promise<string> {
  const { stdout } = await run("git", args, { cwd: root, maxBuffer: Infinity }).catch(
    (error: { code?: unknown; stderr?: string }) => {
      const reason = error.code === "ENOENT" ? "git is not installed" : (error.stderr ?? "").trim();
      throw new CommandError(`Cannot compare with the last release: git ${args[0]} failed, ${reason}`, {
        cause: error,
      });
    },
  );
  return stdout.trimEnd();
}

export interface Release {
  name: string;
  /** Folder in `packages/`. */
  folder: string;
  version: string;
}

/**
 * The commit of a release: the one of its tag, or else the one that wrote the version into the manifest.
 *
 * @throws {CommandError} if the history does not go back that far
 */
export async function releaseCommit(root: string, { name, folder, version }: Release): Promise<string> {
  const tag = `${name}@${version}`;
  const tagged = await git(root, "for-each-ref", "--format=%(*objectname) %(objectname)", `refs/tags/${tag}`);
  if (tagged) return tagged.trim().split(" ", 1)[0] ?? tagged;

  if ((await git(root, "rev-parse", "--is-shallow-repository")) === "true") {
    throw new CommandError(
      `Cannot find the release of ${tag}: this clone is shallow and has no such tag; run \`git fetch --unshallow --tags\`, in a workflow give actions/checkout \`fetch-depth: 0\``,
    );
  }
  const manifest = `packages/${folder}/package.json`;
  const commits = await git(root, "log", "-S", `"version": "${version}"`, "--format=%H", "--", manifest);
  const [commit] = commits.split("\n");
  if (!commit)
    throw new CommandError(
      `Cannot find the release of ${tag}: no commit wrote this version into ${manifest}; commit it first`,
    );
  return commit;
}

/** Files below `folders` that differ from `commit`, new ones included. */
export async function changedFiles(root: string, commit: string, folders: string[]): Promise<string[]> {
  const changed = await git(root, "diff", "--name-only", "--no-renames", "--relative", commit, "--", ...folders);
  const added = await git(root, "ls-files", "--others", "--exclude-standard", "--", ...folders);
  return [...changed.split("\n"), ...added.split("\n")].filter((file) => file !== "");
}

/** A folder with `specs/` of `commit`; the caller removes it. */
export async function extractSpecs(root: string, commit: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "changes-"));
  try {
    await git(root, "archive", "--output", join(folder, "specs.tar"), commit, "specs");
    await run("tar", ["-xf", "specs.tar"], { cwd: folder });
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  return folder;
}
