import { isDeepStrictEqual } from "node:util";
import type { SpecDocument } from "../../specs/documents.ts";
import type { MediaType, Schema } from "../../specs/openapi.ts";
import { SpecError } from "../../specs/spec-error.ts";
import { nameOf, referTo, unnamed } from "../types/references.ts";

/** A document, and where its parts are written. */
export type Source = Pick<SpecDocument, "openapi" | "at" | "versions">;

/**
 * Adds a schema to the components and returns a reference to it.
 *
 * @throws {SpecError} if the name stands for another one
 */
export function addSchema({ openapi, at }: Source, name: string, schema: Schema): Schema {
  const components = (openapi.components ??= {});
  const schemas = (components.schemas ??= {});
  const added = { ...schema, [unnamed]: true };
  if (schemas[name] && !isDeepStrictEqual(schemas[name], added)) {
    throw new SpecError([
      `${at(`#/components/schemas/${name}`)} ${name} is the name of a generated type: rename the schema`,
    ]);
  }
  schemas[name] = added;
  return referTo(name);
}

/** The name of the schema of a body or an answer; it gets `name` if it has none. */
export function hoist(document: Source, media: MediaType, name: string): string {
  const { schema = {} } = media;
  const known = nameOf(schema);
  if (known !== undefined) return known;
  media.schema = addSchema(document, name, schema);
  return name;
}
