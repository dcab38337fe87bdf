import type { Results } from "./try-abilities.ts";

/** One row for each runtime, one column for each ability. No result where an ability does not apply. */
export function tableOf(results: ReadonlyMap<string, Results>): string {
  const abilities = [...new Set([...results.values()].flatMap((result) => Object.keys(result)))];
  const rows = [...results].map(([name, result]) =>
    rowOf(
      name,
      abilities.map((ability) => result[ability] ?? "–"),
    ),
  );
  return `${[rowOf("runtime", abilities), `|---|${abilities.map(() => ":-:|").join("")}`, ...rows].join("\n")}\n`;
}

function rowOf(name: string, cells: readonly string[]): string {
  return `| ${[name, ...cells].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

const markers = /<!-- runtimes\b[^>]*-->\n([\s\S]*?)<!-- \/runtimes -->/;

/** The table in a README. */
export function readTable(readme: string): string {
  const table = markers.exec(readme)?.[1];
  if (table === undefined)
    throw new Error("Cannot find the table of runtimes: README.md has no <!-- runtimes --> and <!-- /runtimes -->");
  return table;
}
