import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { spawnSync } from "../lib/spawn.ts";

/** Compiles `src/` of a package with the repository's one configuration. Returns false on compiler errors. */
export async function compile(root: string, folder: string): Promise<boolean> {
  const cache = join(folder, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const config = join(cache, "tsconfig.build.json");
  await writeFile(config, JSON.stringify(configurationFor(root, folder), null, 2));
  const { status } = spawnSync("tsc", ["--project", config], { stdio: "inherit" });
  await removeEmptyModules(join(folder, "dist"));
  return status === 0;
}

/** A source with only types compiles to an empty module, which nothing imports. */
async function removeEmptyModules(folder: string): Promise<void> {
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith(".js") || file === "index.js") continue;
    const code = await readFile(join(folder, file), "utf8");
    if (/^(\/\/.*\n|\s)*export \{\};\s*$/.test(code)) await rm(join(folder, file));
  }
}

function configurationFor(root: string, folder: string) {
  return {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rootDir: join(folder, "src"),
      outDir: join(folder, "dist"),
      // other packages resolve to their build, not their sources
      paths: {},
    },
    include: [join(folder, "src")],
    exclude: [join(folder, "src/**/*.test.ts"), join(folder, "src/**/*.test-*.ts")],
  };
}
