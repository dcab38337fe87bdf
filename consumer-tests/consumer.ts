import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { run } from "./run.ts";

/** Copies a project of `projects/` into the folder. */
export async function copyProject(name: "user" | "jest" | "next", folder: string): Promise<void> {
  await cp(join(import.meta.dirname, "projects", name), folder, { recursive: true });
}

/**
 * Makes the project of a user: our packages come from this registry, all others from the usual one. Its programs are
 * there as TypeScript in every module system, and as JavaScript to run.
 */
export async function createProject(folder: string, registry: string): Promise<void> {
  await copyProject("user", folder);
  // not among the files there, whose types are checked as ES modules
  await writeFile(join(folder, "package.json"), `{ "private": true }\n`);
  await appendFile(join(folder, ".npmrc"), `@openwaba:registry=${registry}\ncache=${join(folder, ".cache")}\n`);
  for (const program of ["capabilities", "entries", "mistakes"]) {
    for (const ending of ["mts", "cts"]) await cp(join(folder, `${program}.ts`), join(folder, `${program}.${ending}`));
  }
  const code = await readFile(join(folder, "capabilities.ts"), "utf8");
  await writeFile(join(folder, "capabilities.mjs"), toJavaScript(code, ModuleKind.ESNext));
  await writeFile(join(folder, "capabilities.cjs"), toJavaScript(code, ModuleKind.CommonJS));
}

/** Installs packages and returns npm's output. */
export async function install(folder: string, packages: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run("npm", ["install", ...packages], { cwd: folder });
  return stdout + stderr;
}

/** Installs tools, from the cache of those that are there already, and copies our packages from another project. */
export async function installTools(
  folder: string,
  tools: readonly string[],
  from: string,
  packages: readonly string[],
): Promise<void> {
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tools], { cwd: folder });
  for (const name of packages) {
    await cp(join(from, "node_modules", name), join(folder, "node_modules", name), { recursive: true });
  }
}

function toJavaScript(code: string, module: ModuleKind): string {
  return transpileModule(code, { compilerOptions: { module, target: ScriptTarget.ES2022 } }).outputText;
}
