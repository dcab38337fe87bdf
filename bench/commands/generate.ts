// Measures how long generation takes, of everything, of one edited spec and when nothing changed, and how long lint takes.
// With --write, puts the table into docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { appendFile, rm } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Target, targetTable, writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { median } from "../statistics.ts";
import { copyRepository } from "../../scripts/lib/copied-repository.ts";
import { listPackages } from "../../scripts/specs/packages.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, write: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);
const repository = join(import.meta.dirname, "../..");
const generate = ["node", "scripts/generate.ts"];

time([...generate, "--check"], repository); // throws with the names of changed files unless all are up to date
const root = await copyRepository();
try {
  const targets: Target[] = [
    {
      what: "everything, with nothing there",
      limit: 10,
      unit: " s",
      measured: await measure(generate, root, removeAll),
    },
    { what: "one spec edited", limit: 10, unit: " s", measured: await measure(generate, root, editOne) },
    { what: "nothing changed", limit: 1, unit: " s", measured: await measure(generate, root) },
    {
      what: "nothing changed, as `pnpm generate`",
      limit: 1,
      unit: " s",
      measured: await measure(["pnpm", "generate"], repository),
    },
    {
      what: "all specs linted, as `pnpm lint:specs`",
      limit: 15,
      unit: " s",
      measured: await measure(["pnpm", "lint:specs"], repository),
    },
  ];
  const table = markdownTable(targetTable(targets));
  console.log(table);
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${rounds} rounds.`;
  if (values.write) await writeMarked("generate", `${machine}\n\n${table}`);
} finally {
  await rm(root, { recursive: true });
}

async function measure(command: string[], folder: string, prepare = async () => {}): Promise<number> {
  time(command, folder);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await prepare();
    times.push(time(command, folder));
  }
  return median(times);
}

function time([command = "", ...flags]: string[], cwd: string): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, flags, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot measure ${command} ${flags.join(" ")}: it fails\n${stdout}${stderr}`);
  return (performance.now() - start) / 1000;
}

async function removeAll(): Promise<void> {
  const folders = (await listPackages(root)).map((name) => join(root, "packages", name, "src/generated"));
  for (const folder of [...folders, join(root, "node_modules/.cache")])
    await rm(folder, { recursive: true, force: true });
}

async function editOne(): Promise<void> {
  await appendFile(join(root, "specs/preverified-numbers/partners.yaml"), "\n");
}
