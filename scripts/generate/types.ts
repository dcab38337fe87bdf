import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { OpenApiDocument, Schema } from "../specs/openapi.ts";
import { dropDiscriminator, expandAlternatives, typeOfRefusal } from "./types/alternatives.ts";
import { addDefaultFields, defaultFieldsOf } from "./types/default-fields.ts";
import { typeFields, typeOfFields } from "./types/fields.ts";
import { dropPlainForms } from "./types/forms.ts";
import { markOpenStrings, typeOfOpenString } from "./types/open-unions.ts";
import { typeParameters } from "./types/parameters.ts";
import { shareTypes, typeOfShared } from "./types/shared-types.ts";

/** The TypeScript module of one bundled document, as openapi-typescript writes it. */
export async function writeModule(document: OpenApiDocument): Promise<string> {
  const prepared = structuredClone(document);
  const imports = shareTypes(prepared);
  return imports + (await writeTypes(prepared));
}

/** The types of a document, without imports. */
export async function writeTypes(document: OpenApiDocument): Promise<string> {
  const prepared = structuredClone(document);
  typeParameters(prepared);
  dropPlainForms(prepared);
  const defaults = defaultFieldsOf(prepared);
  typeFields(prepared);
  prepareSchemas(prepared);
  const nodes = await openapiTS(prepared as unknown as OpenAPI3, {
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => typeOf(schema as Schema),
  });
  return astToString(nodes.map((node) => addDefaultFields(node, defaults)));
}

function prepareSchemas(document: OpenApiDocument): void {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const schema = value as Schema;
    dropDiscriminator(schema);
    expandAlternatives(schema);
    markOpenStrings(document, schema);
    Object.values(value).forEach(visit);
  };
  visit(document);
}

/** The type of a schema, where it is not the one that openapi-typescript writes. */
function typeOf(schema: Schema): ts.TypeNode | undefined {
  if (schema.format === "binary") return ts.factory.createTypeReferenceNode("Blob");
  return typeOfOpenString(schema) ?? typeOfRefusal(schema) ?? typeOfShared(schema) ?? typeOfFields(schema);
}
