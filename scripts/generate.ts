import { join } from "node:path";
import { apply, compare } from "./generate/apply.ts";
import { listFillIns } from "./generate/fill-ins.ts";
import { followOwner } from "./generate/owner.ts";
import { isStamped, readState, stamp } from "./generate/stamp.ts";
import { checkFlag, command, CommandError, runCommand } from "./lib/command.ts";
import { spawnSync } from "./lib/spawn.ts";
import { SpecError } from "./specs/spec-error.ts";

const repository = join(import.meta.dirname, "..");

const generate = command({
  summary: "Writes what follows from the specs: the functions, the types and the packages",
  flags: {
    check: checkFlag,
    root: { type: "string", is: "the repository, by default this one" },
  },
  async run({ check, root = repository }) {
    const start = performance.now();
    await rename(root, check);
    const state = await readState(root);
    const result = (await isStamped(root, state))
      ? "All files match the specs: nothing changed since the last run"
      : await write(root, state, check);
    console.log(`${result} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  },
});

await runCommand("pnpm generate", generate);

/** Scope, repository and author of the root manifest, in all other files. */
async function rename(root: string, check: boolean): Promise<void> {
  const files = await followOwner(root, { isCheck: check });
  if (files.length === 0) return;
  if (check) {
    throw new CommandError(
      `${files.length} file(s), such as ${files[0]}, name another scope, repository or author than package.json: run \`pnpm generate\` and commit the result`,
    );
  }
  const { status } = spawnSync("oxfmt", [], { cwd: root, stdio: "inherit" }); // names of another length break lines elsewhere
  if (status !== 0) throw new CommandError("Cannot format what was renamed: run `pnpm format`");
  console.log(`${files.length} files follow scope, repository and author of package.json: run \`pnpm install\` now`);
}

async function write(root: string, state: Awaited<ReturnType<typeof readState>>, check: boolean): Promise<string> {
  const { planFiles } = await import("./generate/plan.ts"); // slow to load: only when needed
  const plan = await planFiles(root).catch((error: unknown) => {
    throw error instanceof SpecError ? new CommandError(error.message) : error;
  });
  const changes = await compare(root, plan);
  for (const { kind, path } of changes) console.log(`${kind.padEnd(7)}  ${path}`);
  if (check && changes.length > 0) {
    throw new CommandError(
      `\n${changes.length} file(s) do not match the specs: run \`pnpm generate\` and commit the result`,
    );
  }
  await apply(root, plan, changes);

  const open = await listFillIns(root);
  if (open.length === 0) await stamp(root, state, plan, changes);
  else remind(open, check);
  return `${plan.size} files match the specs, ${changes.length} of them written`;
}

/** A person may continue; CI fails, so that nothing unfinished is merged. */
function remind(open: string[], check: boolean): void {
  const lines = open.map((place) => `\n  ${place}`);
  const message = `${open.length} place(s) hold what \`pnpm new\` wrote: fill them in and delete the comments${lines.join("")}`;
  if (check && process.env["CI"]) throw new CommandError(message);
  console.error(message);
}
