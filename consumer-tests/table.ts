import { markdownTable, readMarked } from "../scripts/lib/markdown.ts";
import type { Results } from "./try-capabilities.ts";

/** One row for each runtime, one column for each capability. No result where a capability does not apply. */
export function tableOf(results: ReadonlyMap<string, Results>): string {
  const capabilities = [...new Set([...results.values()].flatMap((result) => Object.keys(result)))];
  return markdownTable({
    head: ["runtime", ...capabilities],
    align: ["---", ...capabilities.map(() => ":-:")],
    rows: [...results].map(([name, result]) => [name, ...capabilities.map((capability) => result[capability] ?? "–")]),
  });
}

/** The table in a README. */
export function readTable(readme: string): string {
  const table = readMarked(readme, "runtimes");
  if (table === undefined)
    throw new Error("Cannot find the table of runtimes: README.md has no <!-- runtimes --> and <!-- /runtimes -->");
  return table;
}
