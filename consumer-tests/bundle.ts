import { join } from "node:path";
import { rolldown } from "rolldown";

/** Joins a program of the project in `folder` and the packages that it imports, for a host with these conditions. */
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
