import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { OpenApiDocument, Schema } from "../specs/openapi.ts";
import { dropDiscriminator, expandAlternatives, typeOfRefusal } from "./types/alternatives.ts";
import { type Declaration, declareComponents } from "./types/components.ts";
import { addDefaultFields, defaultFieldsOf } from "./types/default-fields.ts";
import { typeFields, typeOfFields } from "./types/fields.ts";
import { dropPlainForms } from "./types/forms.ts";
import { inlineParts } from "./types/inline-parts.ts";
import { markOpenStrings, typeOfOpenString } from "./types/open-unions.ts";
import { typeParameters } from "./types/parameters.ts";
import { typeOfShared } from "./types/shared-types.ts";

/** The types of one document. They refer to each other by paths such as `components["schemas"]["Book"]`. */
export interface DocumentTypes {
  schemas: Declaration[];
  responses: Declaration[];
  /** Its `paths` and `operations`, unless it only describes webhooks. */
  calls: ts.InterfaceDeclaration[];
}

/** Prepares the document so that openapi-typescript writes the types that we want, and lets it write them. */
export async function typesOf(document: OpenApiDocument): Promise<DocumentTypes> {
  const prepared = structuredClone(document);
  inlineParts(prepared);
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
  const interfaces = new Map(nodes.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
  const paths = interfaces.get("paths");
  const operations = interfaces.get("operations");
  const components = declareComponents(interfaces.get("components"));
  return {
    schemas: components.get("schemas") ?? [],
    responses: components.get("responses") ?? [],
    calls: paths && operations ? [paths, addDefaultFields(operations, defaults)] : [],
  };
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
