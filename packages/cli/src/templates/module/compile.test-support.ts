import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { spawnSync } from "../../../../../scripts/lib/spawn.ts";

const cli = join(import.meta.dirname, "../../..");

/** What a user's strictest compiler says about files, with the packages as they are built, and how to load the result. */
export async function compileFiles(files: Readonly<Record<string, string>>, isExact = true) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "templates-module-")));
  onTestFinished(() => rm(folder, { recursive: true }));
  await symlink(join(cli, "node_modules"), join(folder, "node_modules"), "junction"); // needs no rights on Windows
  const configuration = {
    compilerOptions: {
      target: "es2022",
      module: "nodenext",
      lib: ["es2023", "dom", "dom.iterable"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: isExact,
      noUncheckedIndexedAccess: true,
      noImplicitReturns: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noPropertyAccessFromIndexSignature: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      skipLibCheck: true,
      rootDir: ".",
      outDir: "out",
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: true,
    },
    include: ["*.ts"],
  };
  await mkdir(join(folder, "out"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  for (const [name, code] of Object.entries(files)) await writeFile(join(folder, name), code);
  const { stdout } = spawnSync("tsc", ["--project", folder], { encoding: "utf8" });
  return {
    problems: stdout,
    load: (name: string): Promise<Record<string, unknown>> => import(pathToFileURL(join(folder, "out", name)).href),
  };
}
