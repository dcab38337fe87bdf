import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import type { Contender } from "./clients/contender.ts";
import { peersFolder } from "./peers.ts";
import type { Part } from "./report.ts";

interface Bundle {
  minified: number;
  gzipped: number;
}

/** Programs that make one call, bundled for browsers and servers alike, minified and compressed. */
export async function bundledPrograms(contenders: Contender[]): Promise<Part> {
  const figures = new Map<string, Bundle>();
  const folder = await mkdtemp(join(peersFolder, "node_modules/.bundles-"));
  try {
    for (const { name, bundle } of contenders) {
      if (bundle === undefined) continue;
      const input = join(folder, "program.js");
      await writeFile(input, `const token = globalThis.token;\n${bundle}`);
      figures.set(name, await measureBundle(input));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  const ours = figures.get("openwaba")?.gzipped;
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return {
    title: "A program with one call, bundled",
    table: {
      head: ["client", "minified", "gzip -9"],
      rows: [...figures].map(([name, { minified, gzipped }]) => [name, kilobytes(minified), kilobytes(gzipped)]),
    },
    targets: [{ what: "bundle, compressed", limit: 4.5, measured: ours && ours / 1000, unit: " kB" }],
  };
}

async function measureBundle(input: string): Promise<Bundle> {
  const build = await rolldown({ input, platform: "browser", logLevel: "silent" });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { minified: Buffer.byteLength(code), gzipped: gzipSync(code, { level: 9 }).length };
}
