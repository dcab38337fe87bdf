import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fillMarkers } from "../scripts/lib/markdown.ts";
import { checkFlag, command, CommandError, runCommand } from "../scripts/lib/command.ts";
import { publish } from "./published.ts";
import { runtimes } from "./runtimes.ts";
import { tableOf } from "./table.ts";
import { installHint } from "./tools.ts";
import type { Results } from "./try-capabilities.ts";

const readme = join(import.meta.dirname, "../README.md");

const writeTable = command({
  summary: "Writes into README.md what the published packages can do in each runtime; needs a build",
  flags: { check: checkFlag },
  async run({ check }) {
    for (const { name, path, advice = installHint } of runtimes) {
      if (path === undefined)
        throw new CommandError(`Cannot write the table of runtimes: ${name} is missing: ${advice}`);
    }
    const table = tableOf(await tryAll());
    console.log(table);
    const text = await readFile(readme, "utf8");
    const filled = fillMarkers(text, "runtimes", table);
    if (check && filled !== text)
      throw new CommandError("README.md differs: run `pnpm runtimes` and commit the result");
    await writeFile(readme, filled);
  },
});

await runCommand("pnpm runtimes", writeTable);

async function tryAll(): Promise<Map<string, Results>> {
  const results = new Map<string, Results>();
  const published = await publish();
  try {
    for (const { name, path = "", tryCapabilities } of runtimes) {
      results.set(name, await tryCapabilities(path, published.folder, published.target));
    }
  } finally {
    await published.close();
  }
  return results;
}
