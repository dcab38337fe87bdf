// Measures what our types cost a compiler and an editor. With --compare, also those of one file with every path;
// with --write, puts the table into docs/benchmarks.md.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeMarked } from "../report.ts";
import { compileAll } from "../types/compiler.ts";
import { measureCompletion } from "../types/completion.ts";
import { placeConsumers, writeConsumers } from "../types/consumers.ts";
import { writeWholeMap } from "../types/whole-map.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";

const { values } = parseArgs({
  options: {
    compare: { type: "string" },
    rounds: { type: "string", default: "5" },
    write: { type: "boolean", default: false },
  },
});

const root = join(import.meta.dirname, "../..");
const folder = await realpath(await mkdtemp(join(tmpdir(), "bench-types-")));
try {
  const wholeMap = values.compare ? await writeWholeMap(values.compare, join(folder, "map")) : [];
  const consumers = [...(await writeConsumers(root)), ...wholeMap];
  const folders = await placeConsumers(folder, root, consumers);
  const figures = compileAll(folders, Number(values.rounds));
  const completions = consumers.map(({ source }, index) => measureCompletion(folders[index] ?? "", source));
  const rows = consumers.map(({ name }, index) => {
    const { instantiations, types, check, total } = figures[index] ?? {
      instantiations: 0,
      types: 0,
      check: 0,
      total: 0,
    };
    const { first, again, paths } = completions[index] ?? { first: 0, again: 0, paths: 0 };
    return [
      name,
      `${instantiations}`,
      `${types}`,
      `${check.toFixed(2)} s`,
      `${total.toFixed(2)} s`,
      `${Math.round(first)} ms`,
      `${again.toFixed(0)} ms, ${paths} paths`,
    ];
  });
  const first = 'first completion of `client.GET("`';
  const head = ["program", "instantiations", "types", "check", "whole run", first, "later ones"];
  const table = markdownTable({ head, rows });
  console.log(table);
  if (values.write) await writeMarked("types", table);
} finally {
  await rm(folder, { recursive: true });
}
