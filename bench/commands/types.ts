import { mkdtemp, realpath, rm } from "node:fs/promises";
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
  const folder = await realpath(await mkdtemp(join(tmpdir(), "bench-types-")));
  try {
    const wholeMap = compare ? await writeWholeMap(compare, join(folder, "map")) : [];
    const consumers = [...(await writeConsumers(root)), ...wholeMap];
    const folders = await placeConsumers(folder, root, consumers);
    const figures = compileAll(folders, rounds);
    const completions = consumers.map(({ source }, index) => measureCompletion(folders[index] ?? "", source));
    const rows = consumers.map(({ name }, index) => {
      const { instantiations, types, check, total } = figures[index] ?? {
        instantiations: 0,
        types: 0,
        check: 0,
        total: 0,
      };
      const { first, again, paths } = completions[index] ?? { first: 0, again: 0, paths: 0 };
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
  } finally {
    await rm(folder, { recursive: true });
  }
}
