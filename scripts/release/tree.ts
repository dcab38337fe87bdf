import { CommandError } from "../lib/command.ts";
import { read, run } from "./run.ts";

/** A release contains only committed files. */
export function requireCleanTree(root: string): void {
  const changes = read(root, ["git", "status", "--porcelain"]);
  if (changes === undefined) throw new CommandError(`Cannot release: ${root} is not a git repository`);
  if (changes !== "") throw new CommandError(`Cannot release: commit or stash what is not committed:\n${changes}`);
}

export function commitVersions(root: string): void {
  const advice = "Cannot commit the new versions: commit them by hand, then run `pnpm release` again";
  run(root, ["git", "add", "--all"], advice);
  run(root, ["git", "commit", "--quiet", "--message", "chore: release"], advice);
}
