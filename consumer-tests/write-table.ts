// Writes the table of runtimes into README.md: what the published packages can do in each of them.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fillMarkers } from "../scripts/generate/tables.ts";
import { publish } from "./published.ts";
import { installHint } from "./tools.ts";
import { runtimes } from "./runtimes.ts";
import type { Results } from "./try-capabilities.ts";
import { tableOf } from "./table.ts";

const readme = join(import.meta.dirname, "../README.md");
const published = await publish();
try {
  const results = new Map<string, Results>();
  for (const { name, path, advice = installHint, tryCapabilities } of runtimes) {
    if (path === undefined) throw new Error(`Cannot write the table of runtimes: ${name} is missing: ${advice}`);
    results.set(name, await tryCapabilities(path, published.folder, published.target));
  }
  console.log(tableOf(results));
  await writeFile(readme, fillMarkers(await readFile(readme, "utf8"), "runtimes", tableOf(results)));
} finally {
  await published.close();
}
