import { CommandError } from "../lib/command.ts";
import { read } from "./run.ts";

/** Fails early if no account is logged in. Only the registry knows what the account may publish. */
export function requireNpmLogin(root: string): void {
  if (read(root, ["pnpm", "whoami"]) !== undefined) return;
  const registry = read(root, ["pnpm", "config", "get", "registry"]) ?? "";
  const host = URL.canParse(registry) ? new URL(registry).host : "the registry";
  throw new CommandError(`Cannot publish: no account of ${host} is logged in, run \`npm login\``);
}
