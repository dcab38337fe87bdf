// Writes the packages from the specs; with --check only prints what differs, and fails if anything does.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { apply, compare } from "./generate/apply.ts";
import { listFillIns } from "./generate/fill-ins.ts";
import { SpecError } from "./specs/spec-error.ts";
import { isStamped, readState, stamp } from "./generate/stamp.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    root: { type: "string", default: join(import.meta.dirname, "..") },
  },
});

const start = performance.now();
const state = await readState(values.root);
const result = (await isStamped(values.root, state))
  ? "All files match the specs: nothing changed since the last run"
  : await run();
console.log(`${result} (${((performance.now() - start) / 1000).toFixed(1)} s)`);

async function run(): Promise<string> {
  const { planFiles } = await import("./generate/plan.ts"); // slow to load: only when needed
  const plan = await planFiles(values.root).catch((error: unknown) => {
    if (!(error instanceof SpecError)) throw error;
    console.error(error.message);
    process.exit(1);
  });
  const changes = await compare(values.root, plan);
  for (const { kind, path } of changes) console.log(`${kind.padEnd(7)}  ${path}`);
  if (values.check && changes.length > 0) {
    console.error(`\n${changes.length} file(s) do not match the specs: run \`pnpm generate\` and commit the result`);
    process.exit(1);
  }
  await apply(values.root, plan, changes);

  const open = await listFillIns(values.root);
  if (open.length === 0) await stamp(values.root, state, plan, changes);
  else remind(open);
  return `${plan.size} files match the specs, ${changes.length} of them written`;
}

/** A person may continue; CI fails, so that nothing unfinished is merged. */
function remind(open: string[]): void {
  console.error(`${open.length} place(s) hold what \`pnpm new\` wrote: fill them in and delete the comments`);
  for (const place of open) console.error(`  ${place}`);
  if (values.check && process.env.CI) process.exit(1);
}
