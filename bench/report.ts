import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { CommandError } from "../scripts/lib/command.ts";
import { fillMarkers, markdownTable, readMarked, type Table } from "../scripts/lib/markdown.ts";
import type { Figures } from "./rounds.ts";
import type { Spread } from "./statistics.ts";

/** A promised figure and its measurement. */
export interface Target {
  what: string;
  limit: number;
  /** Undefined if it could not be measured. */
  measured: number | undefined;
  unit?: string;
}

/** A table of the page, and the targets for its figures. */
export interface Part {
  title: string;
  table: Table;
  targets: Target[];
}

export function targetTable(targets: Target[]): Table {
  const rows = targets.map(({ what, limit, measured, unit = "" }) => [
    what,
    `≤ ${limit}${unit}`,
    measured === undefined ? "not measured" : `${measured.toFixed(2)}${unit}`,
    measured === undefined ? "" : measured <= limit ? "pass" : "miss",
  ]);
  return { head: ["what", "target", "measured", ""], rows };
}

/** A ratio with its quartiles, such as `1.52 (1.49–1.56)`. */
export function ratio({ median, lower, upper }: Spread): string {
  return `${median.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}

/** A time and its ratio, as cells of a table. */
export function cellsOf(figures: Figures | undefined): string[] {
  if (figures === undefined) return ["", ""];
  const { median } = figures.cpu;
  return [median >= 1000 ? `${(median / 1000).toFixed(2)} ms` : `${median.toFixed(1)} µs`, ratio(figures.cpuRatio)];
}

interface Settings {
  rounds: number;
  write: boolean;
}

/** Measures parts of the page one after the other, prints them, and on request writes them into it. */
export async function reportParts(
  name: string,
  measurements: (() => Part | Promise<Part>)[],
  { rounds, write }: Settings,
): Promise<void> {
  const sections: string[] = [];
  const targets: Target[] = [];
  for (const measure of measurements) {
    const part = await measure();
    const section = `### ${part.title}\n\n${markdownTable(part.table)}`;
    console.log(section);
    sections.push(section);
    targets.push(...part.targets);
  }
  const overview = markdownTable(targetTable(targets));
  console.log(overview);
  if (write) await writeMarked(name, `${measuredOn(rounds)}\n\n${overview}\n${sections.join("\n")}`);
}

/** What the figures were measured on, and how often. */
export function measuredOn(rounds: number): string {
  return `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${rounds === 1 ? "1 round" : `${rounds} rounds`}.`;
}

/** Writes the text between the markers of docs/benchmarks.md. */
export async function writeMarked(name: string, content: string): Promise<void> {
  const page = join(import.meta.dirname, "../docs/benchmarks.md");
  const text = await readFile(page, "utf8");
  if (readMarked(text, name) === undefined)
    throw new CommandError(
      `Cannot write the figures: docs/benchmarks.md has no <!-- ${name} --> and <!-- /${name} -->`,
    );
  await writeFile(page, fillMarkers(text, name, content));
}
