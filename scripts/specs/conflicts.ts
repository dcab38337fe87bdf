import { isDeepStrictEqual } from "node:util";
import { escapePointerFragment } from "@redocly/openapi-core";
import type { SpecDocument } from "./documents.ts";
import { SpecError } from "./spec-error.ts";

/**
 * @throws {SpecError} if two documents describe one path in one version, or if the name of a schema or response has
 * two meanings in one package and version
 */
export function checkConflicts(documents: SpecDocument[]): void {
  const problems: string[] = [];
  const paths = new Map<string, SpecDocument>();
  const components = new Map<string, SpecDocument>();
  for (const document of documents) {
    for (const version of document.versions) {
      for (const path of Object.keys(document.openapi.paths ?? {})) {
        const other = claim(paths, `${version} ${path}`, document);
        if (!other) continue;
        const pointer = `#/paths/${escapePointerFragment(path)}`;
        problems.push(
          `${document.at(pointer)} ${path} is described for ${version} a second time, first in ${other.at(pointer)}: narrow x-graph-versions in one of them`,
        );
      }
      for (const { kind, name, component } of componentsOf(document)) {
        const other = claim(components, `${document.domain} ${version} ${kind} ${name}`, document);
        if (!other || isDeepStrictEqual(component, other.openapi.components?.[kind]?.[name])) continue;
        const pointer = `#/components/${kind}/${name}`;
        problems.push(
          `${document.at(pointer)} ${kind.slice(0, -1)} ${name} differs from the one in ${other.at(pointer)}: rename one of them`,
        );
      }
    }
  }
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
}

/** The components whose types have names. */
function componentsOf({ openapi }: SpecDocument) {
  return (["schemas", "responses"] as const).flatMap((kind) =>
    Object.entries(openapi.components?.[kind] ?? {}).map(([name, component]) => ({ kind, name, component })),
  );
}

/** The document that already claimed `key`, if any. */
function claim(claims: Map<string, SpecDocument>, key: string, document: SpecDocument): SpecDocument | undefined {
  const other = claims.get(key);
  if (!other) claims.set(key, document);
  return other;
}
