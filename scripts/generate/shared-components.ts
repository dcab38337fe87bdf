import { astToString } from "openapi-typescript";
import type ts from "typescript";
import { SpecError } from "../specs/spec-error.ts";
import { rangeOf } from "../specs/versions.ts";
import type { DocumentTypes } from "./types.ts";
import { type Declaration, renameReferences, schemaType } from "./types/components.ts";

/** What the names of components mean in a document. */
export type Meanings = ReadonlyMap<string, SharedComponent>;

/** A component, declared once for all documents of a domain in which its name means the same. */
export interface SharedComponent {
  declaration: Declaration;
  /** What `Schemas` has under its name: what goes over the wire. Undefined if the specs do not name it. */
  schema: ts.TypeNode | undefined;
  /** What the names in its declaration mean. */
  meanings: Meanings;
  /** Graph versions that these documents describe. */
  versions: string[];
  /** Name of the module that declares it, such as `components.since-v25.0`; `components` if all versions share it. */
  module: string;
}

interface Described extends DocumentTypes {
  file: string;
  versions: string[];
}

/**
 * Adds to each document what the names in it mean. Documents share a component if it is the same with all that it
 * refers to.
 *
 * @throws {SpecError} if a schema and a response of a document, or two documents, would have types of one name
 */
export function shareComponents<Document extends Described>(
  documents: Document[],
  all: string[],
): (Document & { meanings: Meanings })[] {
  const shared = new Map<string, SharedComponent>();
  const withMeanings = documents.map((document) => {
    const { file, schemas, responses, versions, named, wire } = document;
    const meanings = new Map<string, SharedComponent>();
    const textOf = textsOf([...schemas, ...responses]);
    for (const declaration of [...schemas, ...responses]) {
      const name = declaration.name.text;
      if (meanings.has(name))
        throw new SpecError([`${file}:1:1 ${name} is a schema and a response: rename one of them`]);
      const text = textOf(name);
      const schema =
        named.has(name) && schemas.includes(declaration) ? (wire.get(name) ?? schemaType(name)) : undefined;
      const component = shared.get(text) ?? { declaration, schema, meanings, versions: [], module: "" };
      component.versions = all.filter((version) => [...component.versions, ...versions].includes(version));
      shared.set(text, component);
      meanings.set(name, component);
    }
    return { ...document, meanings };
  });
  for (const component of shared.values()) component.module = moduleOf(component.versions, all);
  checkNames(withMeanings);
  return withMeanings;
}

/** Types of parameters have names too, by which documents could mean different things. */
function checkNames(documents: { file: string; meanings: Meanings }[]): void {
  const known = new Map<string, { component: SharedComponent; file: string }>();
  const problems = documents.flatMap(({ file, meanings }) =>
    [...meanings].flatMap(([name, component]) => {
      const key = `${component.module} ${name}`;
      const first = known.get(key) ?? { component, file };
      known.set(key, first);
      return first.component === component
        ? []
        : [`${file}:1:1 the type ${name} differs from the one in ${first.file}: describe the same alike, or rename it`];
    }),
  );
  if (problems.length > 0) throw new SpecError(problems);
}

/** Returns the text of a declaration, and after it that of everything it refers to. */
function textsOf(declarations: Declaration[]): (name: string) => string {
  const known = new Map(
    declarations.map((declaration) => {
      const references: string[] = [];
      const named = renameReferences(declaration, (name) => {
        references.push(name);
        return name;
      });
      return [declaration.name.text, { text: astToString(named), references }];
    }),
  );
  return (name) => {
    const reached = new Set([name]);
    // grows while it is walked
    for (const inner of reached) for (const next of known.get(inner)?.references ?? []) reached.add(next);
    return [...reached].map((inner) => known.get(inner)?.text).join("");
  };
}

function moduleOf(versions: string[], all: string[]): string {
  return versions.length === all.length ? "components" : `components.${rangeOf(versions, all)}`;
}
