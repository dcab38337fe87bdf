// Writes the packages from the specs; with --check only tells what differs, and fails when something does.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
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

const changed: string[] = [];
for (const [path, content] of plan) {
  const file = join(values.root, path);
  const current = existsSync(file) ? await readFile(file, "utf8") : undefined;
  if (current === content) continue;
  changed.push(`${content === undefined ? "removed" : current === undefined ? "added" : "changed"}  ${path}`);
  if (values.check) continue;
  if (content === undefined) {
    await rm(file);
  } else {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

for (const line of changed) console.log(line);
if (values.check && changed.length > 0) {
  console.error(`\n${changed.length} generated file(s) do not match the specs: run \`pnpm generate\` and commit the result`);
  process.exit(1);
}
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${plan.size} files match the specs${changed.length > 0 ? `, ${changed.length} written` : ""} (${seconds} s)`);
