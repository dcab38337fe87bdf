import ts from "typescript";
import type { SpecDocument } from "../specs/documents.ts";
import type { Versions } from "../specs/versions.ts";
import { writeDomainIndex } from "./domain-index.ts";
import { type DomainFunction, joinVersions } from "./functions/join-versions.ts";
import { addShapes, shapesOf } from "./functions/shapes.ts";
import { writeFunctions } from "./functions/write-functions.ts";
import { writeTypes } from "./types-index.ts";
import { joinModule, writeModule, writeParts } from "./module.ts";
import { type SharedComponent, shareComponents } from "./shared-components.ts";
import { typesOf } from "./types.ts";
import { runtimeImport, shareTypes } from "./types/shared-types.ts";

export interface Domain {
  /** Name → content. */
  files: Record<string, string>;
  functions: DomainFunction[];
}

/**
 * The functions of a domain, and the files in its `src/generated`: one for the calls of each document, `components.ts` for what they
 * refer to, with others such as `components.since-v25.0.ts` for what only some versions share, and an index of all.
 */
export async function writeDomain(
  domain: string,
  documents: SpecDocument[],
  versions: Versions,
  isHandWritten: (name: string) => boolean = () => false,
): Promise<Domain> {
  const source = `specs/${domain}`;
  const typesOfEach = await typesOf(
    documents.map((document) => ({ ...document, openapi: shareTypes(document.openapi) })),
    isHandWritten,
  );
  const typed = documents.flatMap((document, index) =>
    typesOfEach[index] ? [{ ...document, ...typesOfEach[index] }] : [],
  );
  const shared = shareComponents(typed, versions.all);

  const declared = new Set(shared.flatMap(({ meanings }) => [...meanings.values()]));
  const names = [...new Set([...declared].map(({ module }) => module))].toSorted();
  const components = names.map((name) => {
    const own = [...declared].filter(({ module }) => module === name);
    return { name, versions: own.flatMap((component) => component.versions), text: writeComponents(name, source, own) };
  });
  const functions = joinVersions(
    shared.flatMap(({ functions: described, meanings, versions: own }) =>
      described.map((each) => ({ described: each, meanings, versions: own })),
    ),
    versions.default,
  );
  const calls = shared
    .filter((document) => document.calls.length > 0)
    .map(({ name, versions: described, file, meanings, functions: own, calls: nodes }) => {
      const shapes = shapesOf(own, functions, described);
      const parts = addShapes(nodes, shapes).map((node) => ({ node, meanings }));
      return { name, versions: described, text: writeModule(name, file, parts) };
    });
  const described = functions.length > 0 ? [{ name: "operations", text: writeFunctions(source, functions) }] : [];
  const types = { name: "types", text: writeTypes(source, shared, versions.default) };

  const index = { name: "index", text: writeDomainIndex(source, calls, components, versions) };
  const all = [...components, ...calls, ...described, types, index];
  return { files: Object.fromEntries(all.map(({ name, text }) => [`${name}.ts`, text])), functions };
}

/** The declarations, and a map of the schemas by their names. */
function writeComponents(name: string, source: string, components: SharedComponent[]): string {
  const declared = components.map(({ declaration, meanings }) => ({ node: declaration, meanings }));
  const schemas = components.flatMap(({ declaration, schema, meanings }) =>
    schema ? [{ node: memberOf(declaration.name.text, schema), meanings }] : [],
  );
  const declarations = writeParts(name, declared);
  const members = writeParts(name, schemas);
  const imports = new Set([...runtimeImport(declarations.written), ...declarations.used, ...members.used]);
  return joinModule(
    source,
    [...imports],
    `${declarations.written}/** The schemas by their names. */\nexport interface schemas {\n${members.written.replaceAll(/^(?=.)/gm, "    ")}}\n`,
  );
}

function memberOf(name: string, type: ts.TypeNode): ts.PropertySignature {
  return ts.factory.createPropertySignature(undefined, name, undefined, type);
}
