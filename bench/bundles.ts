import { bundleProgram, type BundleSize } from "../scripts/sizes/bundle.ts";
import { kilobytes } from "../scripts/sizes/tables.ts";
import type { Client } from "./client.ts";
import { clientsFolder } from "./clients.ts";
import type { Part } from "./report.ts";
import { runtimeEntry } from "./runtime.ts";

/** The comparable program of ours: the full client also pages through lists and has its own row. */
const oneCall = `import { createClient } from ${JSON.stringify(runtimeEntry)};
  const client = createClient({ auth: token });
  console.log(await client.GET("/{waba_id}/phone_numbers", { params: { path: { waba_id: "1" } } }));`;

/** Programs that make one call, bundled for browsers and servers alike, minified and compressed. */
export async function bundledPrograms(clients: Client[]): Promise<Part> {
  const figures = new Map<string, BundleSize>();
  for (const { name, bundle } of [{ name: "openwaba without paging", bundle: oneCall }, ...clients]) {
    if (bundle !== undefined)
      figures.set(name, await bundleProgram(clientsFolder, `const token = globalThis.token;\n${bundle}`));
  }
  const ours = figures.get("openwaba")?.gzipped;
  return {
    title: "A program with one call, bundled",
    table: {
      head: ["client", "minified", "gzip -9"],
      rows: [...figures].map(([name, { minified, gzipped }]) => [name, kilobytes(minified), kilobytes(gzipped)]),
    },
    targets: [{ what: "bundle, compressed", limit: 8, measured: ours && ours / 1000, unit: " kB" }],
  };
}
