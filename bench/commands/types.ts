import { mkdtempDisposable, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileAll } from "../types/compiler.ts";
import { measureCompletion } from "../types/completion.ts";
import { placeConsumers, writeConsumers } from "../types/consumers.ts";
import { writeWholeMap } from "../types/whole-map.ts";
import { writeMarked } from "../report.ts";
import { markdownTable } from "../../scripts/lib/markdown.ts";

const root = join(import.meta.dirname, "../..");

interface Settings {
  /** An OpenAPI file with every path. */
  compare: string | undefined;
  rounds: number;
  write: boolean;
}

export async function benchTypes({ compare, rounds, write }: Settings): Promise<void> {
  await using scratch = await mkdtempDisposable(join(tmpdir(), "bench-types-"));
  const folder = await realpath(scratch.path);
  const wholeMap = compare ? await writeWholeMap(compare, join(folder, "map")) : [];
  const consumers = [...(await writeConsumers(root)), ...wholeMap];
  const programs = compileAll(await placeConsumers(folder, root, consumers), rounds);
  const rows = programs.map(({ name, instantiations, types, check, total, ...program }) => {
    const { first, again, paths } = measureCompletion(program.folder, program.source);
    const seconds = [check, total].map((time) => `${time.toFixed(2)} s`);
    const completion = [`${first.toFixed(0)} ms`, `${again.toFixed(0)} ms, ${paths} paths`];
    return [name, String(instantiations), String(types), ...seconds, ...completion];
  });
  const table = markdownTable({
    head: [
      "program",
      "instantiations",
      "types",
      "check",
      "whole run",
      'first completion of `client.GET("`',
      "later ones",
    ],
    rows,
  });
  console.log(table);
  if (write) await writeMarked("types", table);
}
