import { readdir, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { CliError } from "../../cli-error.ts";
import { reasonOf } from "../../settings.ts";

const readable = /(?:\.ya?ml|\.json|(?<!\.d|\.test)\.[cm]?[jt]s)$/;

/**
 * The files with templates that these files and folders name, in the order of their names.
 *
 * @throws {CliError} if one is not there
 */
export async function findFiles(paths: readonly string[], cwd: string): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) for (const file of await filesIn(resolve(cwd, path), path)) found.add(relative(cwd, file));
  return [...found];
}

async function filesIn(path: string, shown: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && readable.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !relative(path, file).split(sep).some(isHidden))
      .toSorted();
  } catch (error) {
    throw new CliError(`Cannot read ${shown}: ${reasonOf(error)}`);
  }
}

function isHidden(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}
