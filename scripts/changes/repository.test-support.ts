import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { document, scratch, write } from "../generate/scratch.test-support.ts";

export interface Repository {
  root: string;
  /** Writes files without committing them. */
  write(files: Record<string, string>): Promise<void>;
  git(...args: string[]): string;
  /** Commits everything and returns the commit. */
  commit(): string;
  /** Runs `pnpm changes`. */
  changes(...flags: string[]): { status: number | null; stdout: string; stderr: string };
  /** Names of the changesets. */
  changesets(): string[];
  /** A clone with only the newest commit. */
  cloneShallow(): string;
}

const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "commit.gpgsign=false"];
const command = join(import.meta.dirname, "../changes.ts");

export const manifest = (folder: string, version: string, build = "node ../../scripts/build.ts --documents own") => ({
  [`packages/${folder}/package.json`]: `${JSON.stringify({ name: `@openwaba/${folder}`, version, scripts: { build } }, null, 2)}\n`,
});

/** Files of a domain with one document, a package and a release. */
export const shop = (version: string, parts: Parameters<typeof document>[0] = {}): Record<string, string> => ({
  ...manifest("books", version),
  "specs/books/books.yaml": document(parts),
});

export const changeset = (name: string, bump: string) => `---\n"@openwaba/${name}": ${bump}\n---\n\nBooks change.\n`;

/** A repository with our shared specs and these files, all committed. */
export async function repository(files: Record<string, string>): Promise<Repository> {
  const root = await scratch(files);
  const git = (...args: string[]) =>
    execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
  git("init", "--quiet");
  const own: Repository = {
    root,
    git,
    write: (more) => write(root, more),
    commit() {
      git("add", "--all");
      git("commit", "--quiet", "--message", "books");
      return git("rev-parse", "HEAD");
    },
    changes: (...flags) => spawnSync(process.execPath, [command, "--root", root, ...flags], { encoding: "utf8" }),
    changesets: () => readdirSync(join(root, ".changeset")).toSorted(),
    cloneShallow() {
      git("clone", "--quiet", "--depth", "1", pathToFileURL(root).href, join(root, "clone"));
      return join(root, "clone");
    },
  };
  own.commit();
  return own;
}
