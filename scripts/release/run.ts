import { CommandError } from "../lib/command.ts";
import { spawnSync } from "../lib/spawn.ts";

/** Runs a command with its output shown. If it fails, throws an error that says what to do. */
export function run(root: string, [command = "", ...words]: readonly string[], refusal: string): void {
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new CommandError(error ? `${refusal} (${error.message})` : refusal);
}

/** Output of a command, undefined if it fails. */
export function read(root: string, [command = "", ...words]: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, words, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}
