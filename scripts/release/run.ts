import { CommandError } from "../lib/command.ts";
import { spawnSync } from "../lib/spawn.ts";

/** Runs a command with its output shown. If it fails, throws an error that says what to do. */
export function run(root: string, [command = "", ...words]: readonly string[], refusal: string): void {
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new CommandError(error ? `${refusal} (${error.message})` : refusal);
}
