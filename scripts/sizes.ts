import { join } from "node:path";
import { writeMarked } from "../bench/report.ts";
import { markdownTable } from "./lib/markdown.ts";
import { checkFlag, command, CommandError, runCommand } from "./lib/command.ts";
import { programs } from "./sizes/budgets.ts";
import {
  measureBareImports,
  measureFunctions,
  measurePage,
  measurePrograms,
  measureTarballs,
  problemsOf,
} from "./sizes/measure.ts";
import { pageLine, programTable, tarballTable } from "./sizes/tables.ts";

const root = join(import.meta.dirname, "..");

const sizes = command({
  summary:
    "Compares the sizes of bundled programs and of packages with their budgets, and writes them into\n" +
    "docs/benchmarks.md; needs a build",
  flags: { check: { ...checkFlag, is: "write nothing; only what is over budget fails" } },
  async run({ check }) {
    const packed = await measureTarballs(root);
    const bundled = await measurePrograms(root, programs);
    const bare = await measureBareImports(root);
    const functions = await measureFunctions(root);
    const page = await measurePage(root);
    const tables = `${markdownTable(programTable(bundled))}\n${markdownTable(tarballTable(packed))}\n${pageLine(page)}`;
    console.log(tables);
    if (!check) await writeMarked("sizes", tables);
    const problems = problemsOf([...bundled, ...bare, ...functions, page], packed);
    if (problems.length > 0) throw new CommandError(problems.join("\n"));
    const largest = Math.max(...functions.map(({ bytes }) => bytes));
    console.log(
      `All within budget; a function adds ${largest} bytes at most, and importing only types nothing, for all ${bare.length} packages`,
    );
  },
});

await runCommand("pnpm sizes", sizes);
