// Writes the packages from the specs; with --check only tells what differs, and fails when something does.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { apply, compare } from "./generate/apply.ts";
import { SpecError } from "./generate/documents.ts";
import { planFiles } from "./generate/plan.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    root: { type: "string", default: join(import.meta.dirname, "..") },
  },
});

const start = performance.now();
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
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${plan.size} files match the specs, ${changes.length} of them newly written (${seconds} s)`);
