import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CliError } from "../cli-error.ts";
import type { PlatformClient } from "../session.ts";
import { readAccount } from "./account.ts";
import { type ModuleOptions, moduleHead, templatesModule } from "./module/templates-module.ts";
import { replaceFile } from "./replace-file.ts";

export interface PullOptions extends ModuleOptions {
  readonly waba_id: string;
  /** The module to write. */
  readonly file: string;
  /** @default process.cwd() */
  readonly cwd?: string;
  /** Names of the templates to write. @default all */
  readonly only?: readonly string[] | undefined;
  /** Only compares the file with the account. @default false */
  readonly check?: boolean;
  readonly signal?: AbortSignal;
}

/** How the file differs from the account, by the names of templates. */
export interface Pulled {
  readonly file: string;
  readonly templates: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Whether the file is, or was, another one. */
  readonly isDifferent: boolean;
}

/**
 * Writes the module of the templates of an account, or compares the file with the account.
 *
 * @throws {CliError} if the file is another one than such a module, or cannot be read or written
 */
export async function pullTemplates(client: PlatformClient, options: PullOptions): Promise<Pulled> {
  const { waba_id, file, cwd = process.cwd(), check = false, only, signal } = options;
  const path = resolve(cwd, file);
  const before = await readModule(path, file);
  const all = await readAccount(client, waba_id, signal);
  const wanted = only === undefined ? all : all.filter(({ name = "" }) => only.includes(name));
  const text = templatesModule(wanted, options);
  const [old, own] = [regionsOf(before ?? ""), regionsOf(text)];
  const names = [...own.keys()];
  const pulled: Pulled = {
    file,
    templates: names.length,
    added: names.filter((name) => !old.has(name)),
    changed: names.filter((name) => old.has(name) && old.get(name) !== own.get(name)),
    removed: [...old.keys()].filter((name) => !own.has(name)),
    isDifferent: before !== text,
  };
  if (!check && pulled.isDifferent) await replaceFile(path, text);
  return pulled;
}

/** The file, undefined if there is none. A checkout on Windows may have other ends of lines. */
async function readModule(path: string, file: string): Promise<string | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new CliError(`Cannot read ${file}: ${error.code ?? error.message}`);
  });
  const lines = text?.replaceAll("\r\n", "\n");
  if (lines === undefined || lines.startsWith(moduleHead)) return lines;
  throw new CliError(`Cannot write ${file}: it was not written by \`openwaba templates pull\``, {
    hint: "Name another file, or delete this one",
  });
}

/** The parts of a module, by the name of their template. */
function regionsOf(text: string): Map<string, string> {
  const parts = [...text.matchAll(/^\/\/ #region (".*")\n([\s\S]*?)^\/\/ #endregion$/gm)];
  return new Map(parts.map(([, name = '""', part = ""]) => [String(JSON.parse(name)), part]));
}
