import { spawnSync } from "node:child_process";
import { median } from "../statistics.ts";

export interface Figures {
  instantiations: number;
  types: number;
  /** Seconds. */
  check: number;
  /** Total seconds. */
  total: number;
}

/**
 * Compiles each folder in turn, several rounds of all of them, so that a busy machine slows all alike.
 * Returns the median of each figure.
 */
export function compileAll(folders: string[], rounds: number): Figures[] {
  const measured = folders.map((): Figures[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, folder] of folders.entries()) measured[index]?.push(compile(folder));
  }
  return measured.map((figures) => ({
    instantiations: median(figures.map((figure) => figure.instantiations)),
    types: median(figures.map((figure) => figure.types)),
    check: median(figures.map((figure) => figure.check)),
    total: median(figures.map((figure) => figure.total)),
  }));
}

function compile(folder: string): Figures {
  const { status, stdout } = spawnSync("tsc", ["--project", folder, "--extendedDiagnostics"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`Cannot measure ${folder}: it does not compile\n${stdout}`);
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1] ?? Number.NaN);
  return {
    instantiations: read("Instantiations"),
    types: read("Types"),
    check: read("Check time"),
    total: read("Total time"),
  };
}
