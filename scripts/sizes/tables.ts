import type { Table } from "../lib/markdown.ts";
import type { Figure, ProgramFigure, TarballFigure } from "./measure.ts";

export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

export function programTable(figures: ProgramFigure[]): Table {
  return {
    head: ["program", "minified", "gzip -9", "budget", "promised"],
    rows: figures.map(({ what, minified, bytes, budget, target }) => [
      what,
      kilobytes(minified),
      kilobytes(bytes),
      kilobytes(budget),
      target === undefined ? "" : `${kilobytes(target)}: ${bytes <= target ? "kept" : "missed"}`,
    ]),
  };
}

export function tarballTable(figures: TarballFigure[]): Table {
  return {
    head: ["package", "code", "types", "documents", "unpacked", "files"],
    rows: figures.map(({ package: name, tarball: { bytes, files }, budget }) => [
      name,
      `${kilobytes(bytes.code)} of ${kilobytes(budget.code)}`,
      `${kilobytes(bytes.types)} of ${kilobytes(budget.types)}`,
      budget.documents === 0 ? "" : `${kilobytes(bytes.documents)} of ${kilobytes(budget.documents)}`,
      kilobytes(bytes.code + bytes.types + bytes.documents + bytes.page + bytes.metadata),
      String(files),
    ]),
  };
}

export function pageLine({ bytes, budget }: Figure): string {
  return `The page that the sandbox serves: ${kilobytes(bytes)} of ${kilobytes(budget)}, each file compressed by gzip -9.\n`;
}
