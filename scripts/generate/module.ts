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
  const used = new Set<string>();
  const nodes = parts.map(({ node, meanings }) =>
    renameReferences(node, (component) => {
      const { module = name } = meanings.get(component) ?? {};
      if (module === name) return component;
      used.add(module);
      return `${aliasOf(module)}.${component}`;
    }),
  );
  const lines = [...imports, ...[...used].toSorted().map(importOf)].map((line) => `${line}\n`);
  return `${header(source)}${lines.join("")}${lines.length > 0 ? "\n" : ""}${astToString(nodes)}`;
}

export function importOf(name: string): string {
  return `import type * as ${aliasOf(name)} from "./${name}.ts";`;
}

/** `partners.v23.0` → `partners_v23_0` */
export function aliasOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, "_");
}
