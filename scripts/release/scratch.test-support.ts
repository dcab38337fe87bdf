import { execFileSync } from "node:child_process";
import { readdir, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { copyRepository } from "../lib/copied-repository.ts";
import { type Outcome, runToEnd, userEnvironment } from "../lib/run.ts";

const tools = join(import.meta.dirname, "../../node_modules/.bin");

/** A copy of the repository without changesets and with a separate history, in which tests may change everything. */
export interface Scratch {
  root: string;
  /** Runs a command in it and returns its output. */
  run: (command: string, words: string[], environment?: Record<string, string>) => Promise<Outcome>;
  /** Adds a changeset and commits it. */
  addChangeset: (changes: Record<string, string>) => Promise<void>;
  commit: () => void;
  /** Resets the copy to its first commit. */
  restore: () => void;
}

export async function createScratch(): Promise<Scratch> {
  const root = await copyRepository();
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@localhost", ...words], {
      cwd: root,
      encoding: "utf8",
    }).trim();
  const changesets = join(root, ".changeset");
  const files = (await readdir(changesets)).filter((file) => file.endsWith(".md") && file !== "README.md");
  await Promise.all(files.map((file) => rm(join(changesets, file))));
  git("init", "--quiet", "--initial-branch", "main");
  const scratch: Scratch = {
    root,
    run(command, words, environment) {
      const PATH = [tools, process.env["PATH"]].join(delimiter);
      const env = { ...userEnvironment(), PATH, TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1", ...environment };
      return runToEnd(command, words, { cwd: root, env });
    },
    async addChangeset(changes) {
      const lines = Object.entries(changes).map(([name, type]) => `"${packageOf(name)}": ${type}\n`);
      await writeFile(join(changesets, "change.md"), `---\n${lines.join("")}---\n\nIt reads books.\n`);
      scratch.commit();
    },
    commit() {
      git("add", "--all");
      git("commit", "--quiet", "--message", "change");
    },
    restore() {
      git("reset", "--quiet", "--hard", git("rev-list", "--max-parents=0", "HEAD"));
      git("clean", "--quiet", "-d", "--force");
    },
  };
  return scratch;
}

/** The name of a package by its folder. */
export function packageOf(folder: string): string {
  return folder === "umbrella" ? "openwaba" : `@openwaba/${folder}`;
}
