import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** Bundles a program of the project in `folder` with the packages that it imports, under these export conditions. */
export async function bundle(folder: string, program: string, conditionNames: readonly string[]): Promise<string> {
  const build = await rolldown({
    input: join(folder, program),
    platform: "neutral",
    resolve: { conditionNames: [...conditionNames] },
    external: /^node:/,
    logLevel: "silent",
  });
  const { output } = await build.generate({ format: "esm" });
  return output[0].code;
}

/** Export conditions of a host. */
export const conditions = {
  workers: ["workerd", "worker", "browser", "import"],
  node: ["node", "import"],
} as const;

/** Bundles the text of a program with the packages that the package in `folder` may import, for a host. */
export async function bundleText(folder: string, code: string, host: keyof typeof conditions): Promise<string> {
  const source = await mkdtemp(join(folder, "node_modules/.bundle-"));
  try {
    await writeFile(join(source, "program.js"), code);
    return await bundle(source, "program.js", conditions[host]);
  } finally {
    await rm(source, { recursive: true });
  }
}
