import { joinModule } from "./module.ts";
import type { Meanings } from "./shared-components.ts";

interface Document {
  versions: string[];
  meanings: Meanings;
  schemas: { name: { text: string } }[];
}

/**
 * `src/generated/types.ts` of a domain: every type by its name, as the default version has it; what only other versions
 * have, as the latest of them has it.
 */
export function writeTypes(source: string, documents: Document[], defaultVersion: string): string {
  const modules = new Map<string, string>();
  const inOrder = documents.toSorted(
    (one, other) => Number(one.versions.includes(defaultVersion)) - Number(other.versions.includes(defaultVersion)),
  );
  for (const { meanings, schemas } of inOrder) {
    for (const { name } of schemas) modules.set(name.text, meanings.get(name.text)?.module ?? "components");
  }
  const exported = [...new Set(modules.values())].toSorted().map((module) => {
    const names = [...modules].filter(([, own]) => own === module).map(([name]) => `  ${name},\n`);
    return `export type {\n${names.toSorted().join("")}} from "./${module}.ts";\n`;
  });
  return joinModule(source, [], exported.join(""));
}
