import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { cell, code, fence, frontmatter, page, prose, table } from "./markdown.ts";
import { readReadme } from "./readme.ts";

const packages = join(import.meta.dirname, "../../packages");

export interface DocumentedPackage {
  /** Name of the folder in `packages`. */
  readonly name: string;
  /** Name on npm. */
  readonly packageName: string;
  readonly description: string;
  readonly entries: readonly Entry[];
}

interface Entry {
  /** What is imported: `@openwaba/media/node`. */
  readonly path: string;
  readonly exports: readonly Export[];
}

interface Export {
  readonly name: string;
  readonly kind: "function" | "class" | "constant" | "type";
  readonly text: string;
  /** The declaration as the package ships it. */
  readonly declaration: string;
  /** Whether it is made from a document. */
  readonly isGenerated: boolean;
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, { readonly types?: string } | string>>;
}

/** What all published packages export, as their builds declare it. */
export function readPackages(): DocumentedPackage[] {
  const all = readdirSync(packages, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, manifest: manifestOf(name) }))
    .flatMap(({ name, manifest }) => (manifest && manifest.private !== true ? [{ name, manifest }] : []));
  const files = all.flatMap(({ name, manifest }) => typesOf(name, manifest).map(({ file }) => file));
  const program = ts.createProgram(files, { module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: [] });
  return all.map(({ name, manifest }) => ({
    name,
    packageName: manifest.name,
    description: manifest.description,
    entries: typesOf(name, manifest).map(({ path, file }) => ({ path, exports: exportsOf(program, file) })),
  }));
}

function manifestOf(name: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")) as Manifest;
  } catch {
    return undefined; // what another branch left behind
  }
}

function typesOf(name: string, { name: packageName, exports }: Manifest): { path: string; file: string }[] {
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string" || target.types === undefined || path.includes("*")
      ? []
      : [{ path: join(packageName, path), file: join(packages, name, target.types) }],
  );
}

function exportsOf(program: ts.Program, file: string): Export[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is not there or exports nothing: run \`pnpm build\``);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const declarations = target.declarations ?? [];
      return {
        name: symbol.name,
        kind: kindOf(target),
        text: ts.displayPartsToString(target.getDocumentationComment(checker)),
        declaration: declarations.map(shown).join("\n\n"),
        isGenerated: declarations.some((one) => one.getSourceFile().fileName.includes("/generated/")),
      };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"));
}

function kindOf({ flags }: ts.Symbol): Export["kind"] {
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.Class) return "class";
  return flags & ts.SymbolFlags.Variable ? "constant" : "type";
}

/** A declaration without the words before it, which the page shows as text. */
function shown(declaration: ts.Declaration): string {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = node.getText().replace(/^export (declare )?|^declare /, "");
  return text.replaceAll(/^( {4})+/gm, (spaces) => " ".repeat(spaces.length / 2));
}

export function packageTable(all: readonly DocumentedPackage[]): string {
  return table(
    ["package", "what it is"],
    all.map(({ name, packageName, description }) => [
      `[${code(packageName)}](/reference/packages/${name})`,
      cell(description),
    ]),
  );
}

/** The Markdown of the page of a package: its README, and what it exports. */
export function packagePage({ name, packageName, description, entries }: DocumentedPackage): string {
  const { text, listsOperations } = readReadme(name);
  return page(
    frontmatter({ title: packageName, description, outline: [2, 3] }),
    `# ${packageName}`,
    text,
    ...entries.flatMap((entry) =>
      entryParts(entry, { hasHeading: entries.length > 1, hasOperations: !listsOperations }),
    ),
  );
}

const kinds = { function: "Functions", class: "Classes", constant: "Values", type: "Types" } as const;

function entryParts({ path, exports }: Entry, shows: { hasHeading: boolean; hasOperations: boolean }): string[] {
  const { hasHeading, hasOperations } = shows;
  const operations = exports.filter(({ kind, isGenerated }) => hasOperations && isGenerated && kind === "function");
  const own = exports.filter(({ isGenerated }) => !isGenerated);
  const heading = hasHeading ? "###" : "##";
  const parts = hasHeading ? [`## ${code(path)} {#${path.replaceAll(/\W+/g, "-")}}`] : [];
  if (operations.length > 0) {
    parts.push(
      `${heading} Operations`,
      table(
        ["function", "what it does"],
        operations.map(({ name, text }) => [code(name), cell(text.split(/\.\s/)[0] ?? "")]),
      ),
    );
  }
  for (const kind of ["function", "class", "constant", "type"] as const) {
    const some = own.filter((one) => one.kind === kind);
    if (some.length > 0) parts.push(`${heading} ${kinds[kind]}`, ...some.flatMap(exportParts));
  }
  return parts;
}

function exportParts({ name, text, declaration }: Export): string[] {
  return [`**${code(name)}**`, prose(text), fence("ts", declaration)];
}
