import { CommandError } from "../lib/command.ts";
import { read } from "./run.ts";

/** Fails before anything is done when nobody could publish. What an account may publish, only the registry knows. */
export function requireNpmLogin(root: string): void {
  if (read(root, ["pnpm", "whoami"]) !== undefined) return;
  const registry = read(root, ["pnpm", "config", "get", "registry"]) ?? "";
  const host = URL.canParse(registry) ? new URL(registry).host : "the registry";
  throw new CommandError(`Cannot publish: no account of ${host} is logged in, run \`npm login\``);
}
