import { isDeepStrictEqual } from "node:util";
import { escapePointerFragment } from "@redocly/openapi-core";
import type { SpecDocument } from "./documents.ts";
import { SpecError } from "./spec-error.ts";

/**
 * @throws {SpecError} if two documents describe one path in one version, or if one schema name has
 * two meanings in one package and version
 */
export function checkConflicts(documents: SpecDocument[]): void {
  const problems: string[] = [];
  const paths = new Map<string, SpecDocument>();
  const schemas = new Map<string, SpecDocument>();
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
      for (const [name, schema] of Object.entries(document.openapi.components?.schemas ?? {})) {
        const other = claim(schemas, `${document.domain} ${version} ${name}`, document);
        if (!other || isDeepStrictEqual(schema, other.openapi.components?.schemas?.[name])) continue;
        const pointer = `#/components/schemas/${name}`;
        problems.push(
          `${document.at(pointer)} schema ${name} differs from the one in ${other.at(pointer)}: rename one of them`,
        );
      }
    }
  }
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
}

/** The document that already claimed `key`, if any. */
function claim(claims: Map<string, SpecDocument>, key: string, document: SpecDocument): SpecDocument | undefined {
  const other = claims.get(key);
  if (!other) claims.set(key, document);
  return other;
}
