import { spawnSync } from "node:child_process";
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { measuredOn, type Target, targetTable, writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";
import { median } from "../statistics.ts";
import { copyRepository } from "../../scripts/lib/copied-repository.ts";
import { listPackages } from "../../scripts/specs/packages.ts";

const repository = join(import.meta.dirname, "../..");
const generate = ["node", "scripts/generate.ts"];

interface Task {
  what: string;
  /** Seconds. */
  limit: number;
  command: string[];
  folder: string;
  /** What to do before each run. */
  prepare?: (folder: string) => Promise<void>;
}

export async function benchGenerate({ rounds, write }: { rounds: number; write: boolean }): Promise<void> {
  time([...generate, "--check"], repository); // throws with the names of changed files unless all are up to date
  const root = await copyRepository();
  const own = { command: generate, folder: root };
  const tasks: Task[] = [
    { what: "everything, with nothing there", limit: 10, ...own, prepare: removeAll },
    { what: "one spec edited", limit: 10, ...own, prepare: editOne },
    { what: "nothing changed", limit: 1, ...own },
    { what: "nothing changed, as `pnpm generate`", limit: 1, command: ["pnpm", "generate"], folder: repository },
    { what: "all specs linted, as `pnpm lint:specs`", limit: 15, command: ["pnpm", "lint:specs"], folder: repository },
  ];
  try {
    const targets: Target[] = [];
    for (const task of tasks) targets.push({ ...task, unit: " s", measured: await measure(task, rounds) });
    const table = markdownTable(targetTable(targets));
    console.log(table);
    if (write) await writeMarked("generate", `${measuredOn(rounds)}\n\n${table}`);
  } finally {
    await rm(root, { recursive: true });
  }
}

async function measure({ command, folder, prepare }: Task, rounds: number): Promise<number> {
  time(command, folder);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await prepare?.(folder);
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

async function removeAll(root: string): Promise<void> {
  const folders = (await listPackages(root)).map((name) => join(root, "packages", name, "src/generated"));
  for (const folder of [...folders, join(root, "node_modules/.cache")])
    await rm(folder, { recursive: true, force: true });
}

async function editOne(root: string): Promise<void> {
  await appendFile(join(root, "specs/preverified-numbers/partners.yaml"), "\n");
}
