// Compares the sizes of bundled programs and of packages with their budgets; with --write, writes the figures into
// docs/benchmarks.md. The packages must be built.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { markdown, writeMarked } from "../bench/report.ts";
import { CommandError, runCommand } from "./lib/command.ts";
import { programs } from "./sizes/budgets.ts";
import { measureBareImports, measurePrograms, measureTarballs, problemsOf } from "./sizes/measure.ts";
import { programTable, tarballTable } from "./sizes/tables.ts";

const root = join(import.meta.dirname, "..");

await runCommand(async () => {
  const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
  const packed = await measureTarballs(root);
  const bundled = await measurePrograms(root, programs);
  const bare = await measureBareImports(root);
  const tables = `${markdown(programTable(bundled))}\n${markdown(tarballTable(packed))}`;
  console.log(tables);
  if (values.write) await writeMarked("sizes", tables);
  const problems = problemsOf([...bundled, ...bare], packed);
  if (problems.length > 0) throw new CommandError(problems.join("\n"));
  console.log(`All within budget; importing only types adds nothing, for all ${bare.length} packages`);
});
