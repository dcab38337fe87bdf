import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listPackages } from "../generate/packages.ts";

const repository = join(import.meta.dirname, "../..");

export interface Outcome {
  status: number;
  output: string;
}

/** A copy of the repository, without changesets and with a history of its own, in which everything may be run and broken. */
export interface Scratch {
  root: string;
  /** Runs a command in it, and answers what it printed. */
  run: (command: string, words: string[], environment?: Record<string, string>) => Promise<Outcome>;
  /** Changes a file. */
  edit: (path: string, change: (text: string) => string) => Promise<void>;
  commit: () => void;
  /** Makes the copy what it was when it was last marked. */
  restore: () => void;
  mark: () => void;
  remove: () => Promise<void>;
}

export async function createScratch(): Promise<Scratch> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "release-")));
  const git = (...words: string[]) => execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@localhost", ...words], { cwd: root });
  const scratch: Scratch = {
    root,
    run: (command, words, environment) => execute(root, command, words, environment),
    async edit(path, change) {
      const text = await readFile(join(root, path), "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`Cannot edit ${path}: it is not what the test expects`);
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
  await copySources(root);
  await linkTools(root);
  git("init", "--quiet", "--initial-branch", "main");
  git("config", "user.name", "release");
  git("config", "user.email", "release@localhost");
  // pnpm would install, through the links, into the repository
  await scratch.edit("pnpm-workspace.yaml", (text) => text.replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"));
  return scratch;
}

async function copySources(root: string): Promise<void> {
  const listing = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: repository, encoding: "utf8" });
  const isWanted = (file: string) => file !== "" && existsSync(join(repository, file)) && !/^\.changeset\/(?!README).*\.md$/.test(file);
  const files = listing.split("\0").filter(isWanted);
  await Promise.all(files.map((file) => cp(join(repository, file), join(root, file))));
}

async function linkTools(root: string): Promise<void> {
  const folders = (await listPackages(repository)).map((name) => join("packages", name));
  for (const folder of [".", "scripts", "examples", ...folders]) {
    const from = join(repository, folder, "node_modules");
    if (!existsSync(from)) continue;
    const to = join(root, folder, "node_modules");
    await mkdir(to, { recursive: true });
    const names = (await readdir(from)).filter((name) => !name.startsWith(".") || name === ".bin" || name === ".pnpm");
    // links of packages to each other lead to the copies
    const place = folder === "." ? symlink : copyLinks;
    await Promise.all(names.map((name) => place(join(from, name), join(to, name))));
  }
}

async function copyLinks(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
}

const tools = join(repository, "node_modules/.bin");

function execute(cwd: string, command: string, words: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const isOurs = (name: string) => /^(p?npm_|vitest|node_|turbo_|actions_id_token|changesets_)/i.test(name);
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)));
  const env = { ...kept, PATH: `${tools}:${process.env["PATH"]}`, TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1", ...environment };
  return new Promise((resolve) => {
    execFile(command, words, { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
    });
  });
}
