import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { type Command, Option } from "commander";
import { defaultGraphVersion, type DefaultGraphVersion, type GraphVersion, graphVersions } from "@openwaba/runtime";
import { CliError, exitCodes } from "./cli-error.ts";
import type { Context, Environment } from "./context.ts";

/** The options of every command. */
export interface Settings {
  readonly json?: true;
  /** The URL of a sandbox, or true for the usual one. */
  readonly sandbox?: string | true;
  readonly graphVersion: GraphVersion;
  readonly waba?: string;
  readonly phoneNumber?: string;
  readonly envFile?: string;
}

/** Adds the options that every command takes. */
export function addSettings(program: Command): void {
  program
    .option("--json", "print JSON for scripts, to standard output alone")
    .option("--sandbox [url]", "talk to a sandbox on this machine, with its token (default http://127.0.0.1:4000)")
    .addOption(
      new Option("--graph-version <version>", "Graph version to call")
        .choices(graphVersions)
        .default(defaultGraphVersion),
    )
    .option("--waba <id>", "WhatsApp Business Account (default WHATSAPP_BUSINESS_ACCOUNT_ID)")
    .option("--phone-number <id>", "business number, by its id (default WHATSAPP_PHONE_NUMBER_ID)")
    .option("--env-file <file>", "read variables from a file; those of the environment win");
}

/** The environment, and beneath it the file that `--env-file` names. An empty variable is none. */
export function readEnvironment({ environment, cwd }: Context, { envFile }: Settings): Environment {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  if (envFile === undefined) return given;
  // Node takes this option for its own, wherever it stands: it ends with 9 for a file that is not there
  try {
    const file = parseEnv(readFileSync(resolve(cwd, envFile), "utf8"));
    return { ...Object.fromEntries(Object.entries(file).filter(([, value]) => value !== "")), ...given };
  } catch (error) {
    throw new CliError(`Cannot read ${envFile}: ${reasonOf(error)}`, { exitCode: exitCodes.usage });
  }
}

/** The version for a client, whose types are those of the default one. */
export function versionOf({ graphVersion }: Settings): DefaultGraphVersion {
  return graphVersion as DefaultGraphVersion;
}

/** What the system says about a file, without its path. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "it may not be read",
  };
  return (code !== undefined ? reasons[code] : undefined) ?? code ?? message;
}
