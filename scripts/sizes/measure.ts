import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { CommandError } from "../lib/command.ts";
import { listPackages } from "../specs/packages.ts";
import { domainTarball, functionBudget, pageBudget, type Program, type TarballBudget, tarballs } from "./budgets.ts";
import { bundleProgram, minifyProgram } from "./bundle.ts";
import { readTarball, type Tarball } from "./tarball.ts";

export interface Figure {
  what: string;
  bytes: number;
  budget: number;
}

export interface ProgramFigure extends Figure {
  minified: number;
  target: number | undefined;
}

export interface TarballFigure {
  package: string;
  tarball: Tarball;
  budget: TarballBudget;
}

export async function measurePrograms(root: string, programs: readonly Program[]): Promise<ProgramFigure[]> {
  return Promise.all(
    programs.map(async ({ name, package: folder, code, budget, target }) => {
      const { minified, gzipped } = await bundleProgram(join(root, "packages", folder), code);
      return { what: name, bytes: gzipped, minified, budget, target };
    }),
  );
}

/** What a package adds to a program that imports only its types. */
export async function measureBareImports(root: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of await listPackages(root)) {
    const folder = join(root, "packages", name);
    const manifest: { name: string; sideEffects?: boolean } = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    );
    if (manifest.sideEffects !== false) continue;
    const { gzipped } = await bundleProgram(folder, `import ${JSON.stringify(manifest.name)};`);
    figures.push({ what: `the import of types from ${manifest.name}`, bytes: gzipped, budget: 0 });
  }
  return figures;
}

/** What the largest generated function of each domain adds to a bundle. */
export async function measureFunctions(root: string): Promise<Figure[]> {
  const figures = (await listPackages(root)).map(async (name): Promise<Figure[]> => {
    const folder = join(root, "packages", name);
    const operations = join(folder, "src/generated/operations.ts");
    if (!existsSync(operations)) return [];
    const names = [...(await readFile(operations, "utf8")).matchAll(/^export function (\w+)/gm)].map(([, own]) => own);
    const program = `import { ${names.join(", ")} } from "./dist/index.js"; globalThis.all = [${names.join(", ")}];`;
    const written = (await minifyProgram(folder, program)).match(generatedFunction) ?? [];
    if (written.length !== names.length)
      throw new CommandError(`packages/${name} has ${names.length} functions, but ${written.length} in a bundle`);
    const [largest = ""] = written.toSorted((one, other) => other.length - one.length);
    const what = `the largest function of packages/${name}, ${/\/[^ `"]*/.exec(largest)?.[0]}`;
    return [{ what, bytes: Buffer.byteLength(largest), budget: functionBudget }];
  });
  return (await Promise.all(figures)).flat();
}

const generatedFunction =
  /function [\w$]+\([^)]*\)\{return [\w$]+\([\w$]+,[`"](?:GET|POST|DELETE) [^`"]*[`"],[^)]*\)\}/g;

/** What a browser loads of the page that the sandbox serves. */
export async function measurePage(root: string): Promise<Figure> {
  const folder = join(root, "packages/sandbox/page");
  if (!existsSync(folder)) throw new CommandError(`Cannot measure the page: ${folder} is missing, run \`pnpm build\``);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  );
  const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  return { what: "the page of the sandbox", bytes, budget: pageBudget };
}

export async function measureTarballs(root: string): Promise<TarballFigure[]> {
  const names = await listPackages(root);
  return Promise.all(
    names.map(async (name) => ({
      package: name,
      tarball: await readTarball(root, name),
      budget: tarballs[name] ?? domainTarball,
    })),
  );
}

/** Sizes over their budgets and files that no tarball should hold, with advice. */
export function problemsOf(programs: Figure[], packages: TarballFigure[]): string[] {
  const advice = "make it smaller, or raise the budget in scripts/sizes/budgets.ts and say why in the commit";
  const ofPrograms = programs
    .filter(({ bytes, budget }) => bytes > budget)
    .map(
      ({ what, bytes, budget }) => `${what} takes ${bytes} bytes, ${bytes - budget} more than its budget: ${advice}`,
    );
  const ofPackages = packages.flatMap(({ package: name, tarball, budget }) => [
    ...(["code", "types", "documents"] as const)
      .filter((kind) => tarball.bytes[kind] > budget[kind])
      .map((kind) => {
        const excess = tarball.bytes[kind] - budget[kind];
        return `packages/${name} ships ${tarball.bytes[kind]} bytes of ${kind}, ${excess} more than its budget: ${advice}`;
      }),
    ...tarball.unexpected.map(
      (path) => `packages/${name} ships ${path}, which no user needs: leave it out of \`files\` in its package.json`,
    ),
  ]);
  return [...ofPrograms, ...ofPackages];
}
