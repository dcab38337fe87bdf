import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Compiles `src/` of a package with the repository's one configuration. False when the compiler complains. */
export async function compile(root: string, folder: string): Promise<boolean> {
  const cache = join(folder, "node_modules/.cache");
  await mkdir(cache, { recursive: true });
  const config = join(cache, "tsconfig.build.json");
  await writeFile(config, JSON.stringify(configurationFor(root, folder), null, 2));
  return spawnSync("tsc", ["--project", config], { stdio: "inherit" }).status === 0;
}

function configurationFor(root: string, folder: string) {
  return {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rootDir: join(folder, "src"),
      outDir: join(folder, "dist"),
      // other packages are what they published, not their sources
      paths: {},
    },
    include: [join(folder, "src")],
    exclude: [join(folder, "src/**/*.test.ts"), join(folder, "src/**/*.test-*.ts")],
  };
}
