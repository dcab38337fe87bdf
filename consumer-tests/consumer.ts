import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { run } from "./run.ts";

const programs = join(import.meta.dirname, "projects/user");
const runs = `tryCapabilities(JSON.parse(process.argv[2])).then((results) => console.log(JSON.stringify(results)));\n`;
const imported = `import { tryCapabilities } from "./capabilities.mjs";\n`;

/** How each kind of host starts a user's program. */
const entries = {
  "main.mjs": imported + runs,
  "main.cjs": `const { tryCapabilities } = require("./capabilities.cjs");\n${runs}`,
  "worker.mjs": `${imported}export default { fetch: async (request) => Response.json(await tryCapabilities(await request.json())) };\n`,
  "page.mjs": `${imported}Object.assign(globalThis, { tryCapabilities });\n`,
};

/** Makes an empty user project: our packages come from this registry, all others from the usual one. */
export async function createProject(folder: string, registry: string): Promise<void> {
  await writeFile(join(folder, "package.json"), `{ "private": true }\n`);
  const settings = [
    `@openwaba:registry=${registry}`,
    `cache=${join(folder, ".cache")}`,
    "audit=false",
    "fund=false",
    "fetch-timeout=20000", // retries a response that hangs: npm's own timeout is five minutes
    "fetch-retry-mintimeout=1000",
  ];
  await writeFile(join(folder, ".npmrc"), `${settings.join("\n")}\n`);
}

/** Installs packages and returns npm's output. */
export async function install(folder: string, packages: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run("npm", ["install", ...packages], { cwd: folder });
  return stdout + stderr;
}

/** Adds the user's programs: as TypeScript in every module system, and as JavaScript to run. */
export async function addPrograms(folder: string): Promise<void> {
  for (const file of await readdir(programs)) {
    const code = await readFile(join(programs, file), "utf8");
    for (const ending of ["ts", "mts", "cts"]) await writeFile(join(folder, file.replace(/ts$/, ending)), code);
  }
  const code = await readFile(join(programs, "capabilities.ts"), "utf8");
  await writeFile(join(folder, "capabilities.mjs"), toJavaScript(code, ModuleKind.ESNext));
  await writeFile(join(folder, "capabilities.cjs"), toJavaScript(code, ModuleKind.CommonJS));
  for (const [file, text] of Object.entries(entries)) await writeFile(join(folder, file), text);
}

function toJavaScript(code: string, module: ModuleKind): string {
  return transpileModule(code, { compilerOptions: { module, target: ScriptTarget.ES2022 } }).outputText;
}
