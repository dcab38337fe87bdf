import { join } from "node:path";
import { copyProject, installTools } from "./consumer.ts";
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
  const tools = ["jest", "@babel/preset-env"].map((name) => `${name}@${versionOf(name)}`);
  await installTools(folder, tools, from, ["@openwaba", "openapi-fetch"]);
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
