import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findTool, versionOf } from "./tools.ts";
import { run } from "./run.ts";

export interface Compiler {
  /** With its version: "TypeScript 6.0.3". */
  readonly name: string;
  /** Undefined if it is not installed. */
  readonly path: string | undefined;
}

const repository = join(import.meta.dirname, "..");

export const compilers: readonly Compiler[] = [
  compilerOf(import.meta.dirname),
  { name: `TypeScript ${versionOf("typescript6")}`, path: findTool("typescript6", "bin/tsc") },
  compilerOf(repository),
];

function compilerOf(folder: string): Compiler {
  const manifest = createRequire(join(folder, "package.json")).resolve("typescript/package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  return { name: `TypeScript ${version}`, path: join(dirname(manifest), "bin/tsc") };
}

const common = {
  target: "es2022",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
  noEmit: true,
  skipLibCheck: true,
};
const forNode = { lib: ["es2023"], types: ["node"], typeRoots: [join(repository, "node_modules/@types")] };
const strictest = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true };

/** Kinds of user projects: compiler options, and extensions of the files to check. */
export const projects = {
  "a bundler": [{ module: "esnext", moduleResolution: "bundler", strict: true, skipLibCheck: false }, ["ts"]],
  "a bundler, not strict": [{ module: "esnext", moduleResolution: "bundler", strict: false }, ["ts"]],
  "nodenext, by import and by require": [{ module: "nodenext", strict: true }, ["mts", "cts"]],
} satisfies Record<string, Project>;

/** More kinds, with smaller differences. */
export const moreProjects = {
  "a bundler, stricter than strict": [
    { module: "preserve", moduleResolution: "bundler", strict: true, ...strictest },
    ["ts"],
  ],
  "node20, without types of browsers": [
    { module: "node20", strict: true, skipLibCheck: false, ...forNode },
    ["mts", "cts"],
  ],
  "node16, not strict": [{ module: "node16", strict: false }, ["mts"]],
} satisfies Record<string, Project>;

/** Kinds that newer compilers no longer support. */
export const olderProjects = {
  "CommonJS, whose resolution knows no exports": [{ module: "commonjs", strict: true }, ["ts"]],
} satisfies Record<string, Project>;

export type Project = [options: object, endings: string[]];

/** What a compiler reports for the programs of the project in `folder`; empty if they compile. */
export async function compile(
  { path = "" }: Compiler,
  folder: string,
  [options, endings]: Project,
  programs: readonly string[],
): Promise<string> {
  const files = programs.flatMap((program) => endings.map((ending) => `${program}.${ending}`));
  const project = join(folder, "tsconfig.json");
  await writeFile(project, JSON.stringify({ compilerOptions: { ...common, ...options }, files }));
  try {
    return (await run(process.execPath, [path, "--project", project], { cwd: folder })).stdout;
  } catch (problem) {
    return (problem as Error).message;
  }
}
