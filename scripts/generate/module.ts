import { astToString } from "openapi-typescript";
import type ts from "typescript";
import type { Meanings } from "./shared-components.ts";
import { renameReferences } from "./types/components.ts";
import { header } from "./words.ts";

/** A declaration, and what the names in it mean. */
export interface Part {
  node: ts.Node;
  meanings: Meanings;
}

/** Writes declarations with the imports that they need: `Book` if this module declares it, else `components.Book`. */
export function writeModule(name: string, source: string, parts: Part[], imports: string[] = []): string {
  const { written, used } = writeParts(name, parts);
  return joinModule(source, [...imports, ...used], written);
}

/** The text of declarations in the module `name`, and the imports that they need. */
export function writeParts(name: string, parts: Part[]): { written: string; used: string[] } {
  const used = new Set<string>();
  const nodes = parts.map(({ node, meanings }) =>
    renameReferences(node, (component) => {
      const { module = name } = meanings.get(component) ?? {};
      if (module === name) return component;
      used.add(module);
      return `${aliasOf(module)}.${component}`;
    }),
  );
  return { written: plainComments(astToString(nodes)), used: [...used].toSorted().map(importOf) };
}

export function joinModule(source: string, imports: string[], text: string): string {
  const lines = imports.map((line) => `${line}\n`);
  return `${header(source)}${lines.join("")}${lines.length > 0 ? "\n" : ""}${text}`;
}

/** Editors show descriptions without the tag as text, and `@constant` and `@enum` say what the type says. */
function plainComments(text: string): string {
  return text
    .replaceAll(/^ *\/\*\* @(constant|enum \{\w+\}) \*\/\n/gm, "")
    .replaceAll(/^ *\* @(constant|enum \{\w+\})\n/gm, "")
    .replaceAll(/(?<!\/\*\*\n)^( *)\* @description /gm, "$1*\n$1* ")
    .replaceAll(/^( *)\* @description /gm, "$1* ")
    .replaceAll(/\/\*\* @description /g, "/** ");
}

export function importOf(name: string): string {
  return `import type * as ${aliasOf(name)} from "./${name}.ts";`;
}

/** `partners.v23.0` → `partners_v23_0` */
export function aliasOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, "_");
}
