import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyProject, installTools } from "./consumer.ts";
import { versionOf } from "./tools.ts";
import { run } from "./run.ts";

const readme = join(import.meta.dirname, "../packages/webhooks/README.md");

/** What a route of the README needs. */
const imports = 'import { after } from "next/server";\nimport { handler } from "../handler";\n\n';

/** The sources for `app/webhook/route.ts` from the README of webhooks, one for each row about Next.js. */
export async function readRoutes(): Promise<string[]> {
  const rows = (await readFile(readme, "utf8")).split("\n").filter((line) => line.startsWith("| Next.js"));
  return rows.map((row) => [...row.matchAll(/`(export\b[^`]*)`/g)].map(([, code]) => code).join("\n"));
}

/**
 * Builds an app with a route handler for each of these sources, with this Next.js, which checks types.
 * The project in `from` has our packages.
 */
export async function buildWithNext(
  tool: "next15" | "next16",
  folder: string,
  from: string,
  routes: readonly string[],
): Promise<void> {
  const tools = {
    next: versionOf(tool),
    ...Object.fromEntries(["react", "react-dom", "@types/react"].map((name) => [name, versionOf(name)])),
  };
  // Next.js cannot use the compiler API of TypeScript 7
  const packages = Object.entries({ ...tools, "@types/node": "24", typescript: "5.9.3" }).map(
    ([name, version]) => `${name}@${version}`,
  );
  await copyProject("next", folder);
  await installTools(folder, packages, from, ["@openwaba/webhooks"]);
  for (const [index, route] of routes.entries()) {
    const own = join(folder, `app/webhook${index}`);
    await mkdir(own);
    await writeFile(join(own, "route.ts"), imports + route);
  }
  const options = { cwd: folder, env: { NEXT_TELEMETRY_DISABLED: "1" }, timeout: 300_000 };
  await run(process.execPath, [join(folder, "node_modules/next/dist/bin/next"), "build"], options);
}
