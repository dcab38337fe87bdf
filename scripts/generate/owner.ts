import { existsSync, lstatSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../lib/command.ts";
import { runAndRead } from "../lib/run.ts";

const ownerFile = "packages/runtime/package.json";

/** Where the reference of a package is on the documentation site. */
const packagePage = /\/reference\/packages\/[\w-]+$/;

/** Who publishes the packages. The root manifest says it; every other file follows. */
interface Owner {
  /** Scope of the packages on npm, such as `@acme`. */
  scope: string;
  /** URL of the repository, without `.git`. */
  repository: string;
  /** URL of the documentation site, without a slash at its end. */
  homepage: string;
  author: string;
}

const forms: Record<keyof Owner, RegExp> = {
  scope: /^@[a-z0-9][a-z0-9._-]*$/,
  repository: /^https:\/\/[\w.-]+(\/[\w.-]+)+(?<!\.git)$/,
  homepage: /^https:\/\/[\w.-]+(\/[\w.-]+)*$/,
  author: /\S/,
};

/**
 * Rewrites the files that name another owner than the root manifest: the one of `packages/runtime`, whose manifest is
 * written last, so that a run which was killed can be repeated.
 *
 * @returns the files that name another owner, none of them changed if `isCheck`
 * @throws {CommandError} if a setting in the root manifest is missing or malformed
 */
export async function followOwner(root: string, { isCheck }: { isCheck: boolean }): Promise<string[]> {
  const runtime = join(root, ownerFile);
  if (!existsSync(runtime)) return [];
  const wanted = await readSetting(join(root, "package.json"));
  const current = ownerOf(JSON.parse(await readFile(runtime, "utf8")));
  if (Object.entries(wanted).every(([name, value]) => current[name as keyof Owner] === value)) return [];

  const changed: string[] = [];
  for (const file of await listFiles(root)) {
    const path = join(root, file);
    const text = await readFile(path, "utf8");
    const followed = text.includes("\0") ? text : follow(text, current, wanted); // a picture is no text
    if (followed === text) continue;
    changed.push(file);
    if (!isCheck) await writeFile(path, followed);
  }
  return changed;
}

/** The text with its scope, repository, homepage and author replaced. Copyright notices stay. */
function follow(text: string, from: Owner, to: Owner): string {
  const [name, newName] = [nameOf(from.repository), nameOf(to.repository)];
  return text
    .replace(whole(from.repository, to.repository), () => to.repository)
    .replace(whole(from.homepage, to.homepage), () => to.homepage)
    .replace(whole(name, newName, "/@"), () => newName)
    .replace(whole(from.scope, to.scope), () => to.scope)
    .replace(asPackage(bareOf(from.scope)), () => bareOf(to.scope))
    .replaceAll(`"author": ${JSON.stringify(from.author)}`, () => `"author": ${JSON.stringify(to.author)}`);
}

/** `openwaba/openwaba`, as workflows and commands name a repository. */
function nameOf(repository: string): string {
  return new URL(repository).pathname.slice(1);
}

/** The name of the package that holds all others: that of the scope. */
function bareOf(scope: string): string {
  return scope.slice(1);
}

/** Finds the name where a package is meant, not a project: in manifests, imports and commands that install or run it. */
function asPackage(name: string): RegExp {
  const own = literal(name);
  const places = [
    `(?<=(?:from|find:|"name":) ")${own}(?=")`,
    `(?<=")${own}(?=": (?:\\[|"workspace:))`,
    `(?<=npm install |npx )${own}(?![\\w/-])`,
    `(?<=, ")${own}(?="\\])`, // the last of the dependencies that knip ignores
  ];
  return new RegExp(places.join("|"), "g");
}

/** Finds a name that is no part of a longer one, nor the beginning of the new one. */
function whole(name: string, newName: string, notAfter = ""): RegExp {
  const rest = newName.startsWith(name) && newName !== name ? `(?!${literal(newName.slice(name.length))})` : "";
  return new RegExp(`(?<![\\w.${notAfter}-])${literal(name)}(?![\\w-])${rest}`, "g");
}

function literal(text: string): string {
  return text.replaceAll(/\W/g, String.raw`\$&`);
}

async function readSetting(file: string): Promise<Owner> {
  const manifest: Partial<Owner> = JSON.parse(await readFile(file, "utf8"));
  for (const [name, form] of Object.entries(forms)) {
    const value = manifest[name as keyof Owner];
    if (typeof value !== "string" || !form.test(value))
      throw new CommandError(`package.json: "${name}" is ${JSON.stringify(value)}, which is not ${form}`);
  }
  const { scope = "", repository = "", homepage = "", author = "" } = manifest;
  return { scope, repository, homepage, author };
}

function ownerOf(manifest: { name: string; repository: { url: string }; homepage: string; author: string }): Owner {
  return {
    scope: manifest.name.replace(/\/.*/, ""),
    repository: manifest.repository.url.replace(/^git\+|\.git$/g, ""),
    homepage: manifest.homepage.replace(packagePage, ""),
    author: manifest.author,
  };
}

/** Files of the repository without what git ignores, links and submodules; that which names the owner is the last. */
async function listFiles(root: string): Promise<string[]> {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout, stderr } = await runAndRead("git", words, { cwd: root, env: process.env });
  if (status !== 0) throw new CommandError(`Cannot list the files to rename: ${stderr.trim()}`);
  const isFile = (file: string) => lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile();
  const files = stdout.split("\0").filter((file) => file !== "" && file !== ownerFile && isFile(file));
  return [...files, ownerFile];
}
