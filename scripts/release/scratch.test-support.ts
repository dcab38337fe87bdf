import { execFileSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { copyRepository } from "../lib/copied-repository.ts";
import { type Outcome, runToEnd, userEnvironment } from "../lib/run.ts";

/** A copy of the repository without changesets and with a separate history, in which tests may change everything. */
export interface Scratch {
  root: string;
  /** Runs a command in it and returns its output. */
  run: (command: string, words: string[], environment?: Record<string, string>) => Promise<Outcome>;
  /** Changes a file. */
  edit: (path: string, change: (text: string) => string) => Promise<void>;
  commit: () => void;
  /** Resets the copy to its last mark. */
  restore: () => void;
  mark: () => void;
  remove: () => Promise<void>;
}

export async function createScratch(): Promise<Scratch> {
  const root = await copyRepository();
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@localhost", ...words], { cwd: root });
  const scratch: Scratch = {
    root,
    run: (command, words, environment) => execute(root, command, words, environment),
    async edit(path, change) {
      const text = await readFile(join(root, path), "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`Cannot edit ${path}: its text is not what the test expects`);
      await writeFile(join(root, path), changed);
    },
    commit() {
      git("add", "--all");
      git("commit", "--quiet", "--message", "change");
    },
    restore() {
      git("reset", "--quiet", "--hard", "mark");
      git("clean", "--quiet", "-d", "--force");
    },
    mark: () => void git("tag", "--force", "mark"),
    remove: () => rm(root, { recursive: true }),
  };
  await removeChangesets(root);
  git("init", "--quiet", "--initial-branch", "main");
  git("config", "user.name", "release");
  git("config", "user.email", "release@localhost");
  return scratch;
}

async function removeChangesets(root: string): Promise<void> {
  const folder = join(root, ".changeset");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md") && file !== "README.md");
  await Promise.all(files.map((file) => rm(join(folder, file))));
}

const tools = join(import.meta.dirname, "../../node_modules/.bin");

function execute(
  cwd: string,
  command: string,
  words: string[],
  environment: Record<string, string> = {},
): Promise<Outcome> {
  const path = [tools, process.env["PATH"]].join(delimiter);
  const env = { ...userEnvironment(), PATH: path, TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1", ...environment };
  return runToEnd(command, words, { cwd, env });
}
