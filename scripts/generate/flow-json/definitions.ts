import type { Schema } from "../../specs/openapi.ts";
import { SpecError } from "../../specs/spec-error.ts";

export type Definitions = Record<string, Schema>;

const reference = /^(?:[\w-]+\.yaml)?#\/\$defs\/(\w+)$/;

/**
 * Joins the definitions of all files.
 *
 * @throws {SpecError} if one has the name of another, or a reference names none
 */
export function checkDefinitions(parts: { file: string; definitions: Definitions }[]): Definitions {
  const problems: string[] = [];
  const all: Definitions = {};
  for (const { file, definitions } of parts) {
    for (const [name, definition] of Object.entries(definitions)) {
      if (all[name]) problems.push(`${file}:1:1 ${name} is defined twice`);
      all[name] = definition;
    }
  }
  for (const { file, definitions } of parts) {
    for (const target of referencesIn(definitions)) {
      const name = definedBy(target);
      if (name === undefined || !all[name]) problems.push(`${file}:1:1 ${target} refers to no definition`);
    }
  }
  if (problems.length > 0) throw new SpecError(problems);
  return all;
}

/** `text.yaml#/$defs/TextBody` → `TextBody` */
export function definedBy(target: string): string | undefined {
  return reference.exec(target)?.[1];
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : referencesIn(inner),
  );
}
