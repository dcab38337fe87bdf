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

export async function benchGenerate({ rounds, write }: { rounds: number; write: boolean }): Promise<void> {
  time([...generate, "--check"], repository); // throws with the names of changed files unless all are up to date
  const root = await copyRepository();
  const measure = async (
    command: string[],
    folder: string,
    prepare: (root: string) => Promise<void> = async () => {},
  ) => {
    time(command, folder);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await prepare(folder);
      times.push(time(command, folder));
    }
    return median(times);
  };
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
    if (write) await writeMarked("generate", `${measuredOn(rounds)}\n\n${table}`);
  } finally {
    await rm(root, { recursive: true });
  }
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
