import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Plugin, rolldown } from "rolldown";
import { CommandError } from "../lib/command.ts";

export interface BundleSize {
  minified: number;
  gzipped: number;
}

/** The size of a program that is bundled for browsers as if it were in `folder`, with the `node_modules` there. */
export async function bundleProgram(folder: string, code: string): Promise<BundleSize> {
  const bundled = await minifyProgram(folder, code);
  return { minified: Buffer.byteLength(bundled), gzipped: bundled === "" ? 0 : gzipSync(bundled, { level: 9 }).length };
}

/** The program with all that it imports, minified. */
export async function minifyProgram(folder: string, code: string): Promise<string> {
  const file = join(folder, "program.ts");
  const program: Plugin = {
    name: "program",
    resolveId: (source) => (source === file ? file : null),
    load: (id) => (id === file ? code : null),
  };
  const build = await rolldown({ input: file, platform: "browser", logLevel: "silent", plugins: [program] });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  const chunks = output.filter((part) => part.type === "chunk");
  const missing = chunks
    .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
    .filter((id) => !chunks.some(({ fileName }) => fileName === id));
  if (missing.length > 0)
    throw new CommandError(
      `Cannot bundle a program of ${folder}: ${missing.join(", ")} was not found, run \`pnpm build\``,
    );
  return chunks
    .map((chunk) => chunk.code)
    .join("")
    .trim();
}
