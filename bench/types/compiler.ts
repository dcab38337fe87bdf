import { spawnSync } from "node:child_process";
import { median } from "../statistics.ts";

interface Figures {
  instantiations: number;
  types: number;
  /** Seconds. */
  check: number;
  /** Total seconds. */
  total: number;
}

/**
 * Compiles each program in turn, several rounds of all of them, so that a busy machine slows all alike.
 * Returns them with the median of each figure.
 */
export function compileAll<Program extends { folder: string }>(programs: Program[], rounds: number) {
  const measured = programs.map((program) => ({ program, figures: [] as Figures[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { program, figures } of measured) figures.push(compile(program.folder));
  }
  return measured.map(({ program, figures }) => ({
    ...program,
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
