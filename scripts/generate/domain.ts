import type { SpecDocument } from "../specs/documents.ts";
import type { Versions } from "../specs/versions.ts";
import { writeDomainIndex } from "./domain-index.ts";
import { writeModule } from "./module.ts";
import { type SharedComponent, shareComponents } from "./shared-components.ts";
import { typesOf } from "./types.ts";
import { runtimeImport, shareTypes } from "./types/shared-types.ts";

/**
 * The files in `src/generated` of a domain, by name: one for the calls of each document, `components.ts` for what they
 * refer to, with others such as `components.since-v25.0.ts` for what only some versions share, and an index of all.
 */
export async function writeDomain(
  domain: string,
  documents: SpecDocument[],
  versions: Versions,
): Promise<Record<string, string>> {
  const source = `specs/${domain}`;
  const typed = documents.map(async (document) => ({ ...document, ...(await typesOf(shareTypes(document.openapi))) }));
  const shared = shareComponents(await Promise.all(typed), versions.all);

  const all = new Set(shared.flatMap(({ meanings }) => [...meanings.values()]));
  const names = [...new Set([...all].map(({ module }) => module))].toSorted();
  const components = names.map((name) => {
    const own = [...all].filter(({ module }) => module === name);
    return { name, versions: own.flatMap((component) => component.versions), text: writeComponents(name, source, own) };
  });
  const calls = shared
    .filter((document) => document.calls.length > 0)
    .map(({ name, versions: described, file, meanings, calls: nodes }) => {
      const parts = nodes.map((node) => ({ node, meanings }));
      return { name, versions: described, text: writeModule(name, file, parts) };
    });

  const index = { name: "index", text: writeDomainIndex(source, calls, components, versions) };
  return Object.fromEntries([...components, ...calls, index].map(({ name, text }) => [`${name}.ts`, text]));
}

/** The declarations, and a map of the schemas by their names. */
function writeComponents(name: string, source: string, components: SharedComponent[]): string {
  const parts = components.map(({ declaration, meanings }) => ({ node: declaration, meanings }));
  const schemas = components.filter(({ isSchema }) => isSchema).map(({ declaration }) => declaration.name.text);
  const members = schemas.map((schema) => `    ${schema}: ${schema};\n`);
  const declarations = writeModule(name, source, parts, runtimeImport(schemas));
  return `${declarations}/** The schemas by their names. */\nexport interface schemas {\n${members.join("")}}\n`;
}
