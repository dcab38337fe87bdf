import type { Results } from "./try-capabilities.ts";

/** One row for each runtime, one column for each capability. No result where a capability does not apply. */
export function tableOf(results: ReadonlyMap<string, Results>): string {
  const capabilities = [...new Set([...results.values()].flatMap((result) => Object.keys(result)))];
  const rows = [...results].map(([name, result]) =>
    rowOf(
      name,
      capabilities.map((capability) => result[capability] ?? "–"),
    ),
  );
  return `${[rowOf("runtime", capabilities), `|---|${capabilities.map(() => ":-:|").join("")}`, ...rows].join("\n")}\n`;
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
