import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { removeUnreachable } from "./declarations.ts";

/**
 * Joins the compiled modules of a package into one file for each of its entries, and one for what entries share: a
 * runtime loads few files much faster than many. Of the declarations only those stay that the entries lead to. A package
 * whose modules have side effects when they are loaded stays as it is.
 */
export async function bundle(folder: string): Promise<void> {
  const dist = join(folder, "dist");
  const manifest: Manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const modules = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".js"));
  const entries = entriesOf(manifest);
  if (manifest.sideEffects !== false || modules.length <= entries.length) return;
  const build = await rolldown({
    input: Object.fromEntries(entries.map((file) => [file.replace(/\.js$/, ""), join(dist, file)])),
    external: (id) => !/^[./]/.test(id),
    platform: "neutral",
    transform: { define: { packageVersion: JSON.stringify(manifest.version) } },
  });
  const { output } = await build.write({
    dir: dist,
    format: "esm",
    chunkFileNames: "shared-[name].js",
    minifyInternalExports: false,
    comments: { legal: true, annotation: true, jsdoc: false }, // documentation is in the declarations
  });
  const written = new Set(output.map(({ fileName }) => fileName));
  await removeUnreachable(dist, entries);
  await Promise.all(modules.filter((file) => !written.has(file)).map((file) => rm(join(dist, file))));
}

type Targets = Record<string, string | Record<string, string>>;

interface Manifest {
  version: string;
  sideEffects?: boolean;
  bin?: Record<string, string>;
  exports?: Targets;
  imports?: Targets;
}

/** The files in `dist` that a manifest points to. */
function entriesOf({ bin = {}, exports = {}, imports = {} }: Manifest): string[] {
  const targets = Object.values({ ...bin, ...exports, ...imports }).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );
  const files = targets.filter((target) => /^\.\/dist\/.*\.js$/.test(target));
  return [...new Set(files)].map((file) => file.slice("./dist/".length));
}
