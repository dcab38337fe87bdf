import { join } from "node:path";
import { rolldown } from "rolldown";

/** Bundles a program of the project in `folder` with the packages that it imports, under these export conditions. */
export async function bundle(folder: string, program: string, conditionNames: string[]): Promise<string> {
  const build = await rolldown({
    input: join(folder, program),
    platform: "neutral",
    resolve: { conditionNames },
    logLevel: "silent",
  });
  const { output } = await build.generate({ format: "esm" });
  return output[0].code;
}
