import { cp } from "node:fs/promises";
import { join } from "node:path";
import { copyProject } from "./consumer.ts";
import { versionOf } from "./tools.ts";
import { run } from "./run.ts";

/** Ways to test with jest from the README: options of Node, and the test files to run. */
export const recipes = {
  "imports, as ES modules": [["--experimental-vm-modules"], "imported"],
  "requires, by babel": [[], "required"],
} satisfies Record<string, [options: string[], tests: string]>;

/** Makes a project with jest in `folder`. The one in `from` has our packages. */
export async function createJestProject(folder: string, from: string): Promise<void> {
  await copyProject("jest", folder);
  const packages = ["jest", "@babel/preset-env"].map((name) => `${name}@${versionOf(name)}`);
  // the tools were installed from the same cache
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], { cwd: folder });
  for (const name of ["@openwaba", "openapi-fetch"]) {
    await cp(join(from, "node_modules", name), join(folder, "node_modules", name), { recursive: true });
  }
}

/** Runs tests with the Node at `path` and returns jest's output. */
export async function runJest(
  path: string,
  folder: string,
  [options, tests]: (typeof recipes)[keyof typeof recipes],
): Promise<string> {
  const words = [...options, join(folder, "node_modules/jest/bin/jest.js"), tests];
  return (await run(path, words, { cwd: folder, env: { NODE_NO_WARNINGS: "1" } })).stderr;
}
