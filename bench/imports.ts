import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { clientsFolder } from "./clients.ts";
import { type Part, ratio } from "./report.ts";
import { shuffle } from "./rounds.ts";
import { runtimeEntry } from "./runtime.ts";
import { median, spreadOf } from "./statistics.ts";

const program = `const start = performance.now();
await import(process.argv[1]);
console.log(performance.now() - start);`;

/** Imports each module in a fresh process. */
export function freshImports(packages: string[], rounds: number): Part {
  const ours = pathToFileURL(runtimeEntry).href;
  const modules = new Map([...packages.map((name) => [name, name] as const), ["openwaba", ours] as const]);
  const samples = new Map([...modules.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, specifier] of shuffle([...modules])) samples.get(name)?.push(importTime(specifier));
  }
  const base = samples.get("openapi-fetch") ?? [];
  const ratios = (own: number[]) => spreadOf(own.map((time, round) => time / (base[round] ?? Number.NaN)));
  return {
    title: "The import in a fresh process",
    table: {
      head: ["module", "time", "relative to openapi-fetch"],
      rows: [...samples].map(([name, own]) => [name, `${median(own).toFixed(1)} ms`, ratio(ratios(own))]),
    },
    targets: [
      { what: "import against openapi-fetch", limit: 2, measured: ratios(samples.get("openwaba") ?? []).median },
    ],
  };
}

function importTime(specifier: string): number {
  const environment = { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1" };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program, specifier],
    { cwd: clientsFolder, encoding: "utf8", env: environment },
  );
  if (status !== 0) throw new Error(`Cannot measure the import of ${specifier}: ${stderr}`);
  return Number(stdout);
}
