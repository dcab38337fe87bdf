import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { Schema } from "../../specs/openapi.ts";
import { writeModule } from "../module.ts";
import { declareComponents } from "../types/components.ts";
import { declareInterfaces } from "../types/interfaces.ts";
import { readonlyLists } from "../types/readonly-lists.ts";
import { templateType } from "../types/template-type.ts";
import { definedBy, type Definitions } from "./definitions.ts";

/** The types of the definitions, whose lists are read-only so that constants fit them. */
export async function writeFlowTypes(source: string, definitions: Definitions): Promise<string> {
  const schemas = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, prepare(schema)]));
  const info = { title: "Flow JSON", version: "1.0.0" };
  const document = { openapi: "3.1.0", info, paths: {}, components: { schemas } };
  const nodes = await openapiTS(document as unknown as OpenAPI3, {
    defaultNonNullable: false,
    silent: true,
    transform: (_, { path }) => (path?.endsWith("/Reference") ? referenceType() : undefined),
  });
  const components = nodes.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "components");
  const declarations = declareInterfaces(declareComponents(components).get("schemas") ?? []);
  const parts = declarations.map((node) => ({ node: readonlyLists(node), meanings: new Map() }));
  return writeModule("types", source, parts);
}

/** What openapi-typescript knows: references to components, objects that say that they are open. */
function prepare(schema: Schema): Schema {
  if (schema.oneOf?.every((one) => "const" in one)) {
    const { description = "", oneOf } = schema;
    return { type: "string", description, enum: oneOf.filter(isAnnounced).map((one) => one.const) };
  }
  const prepared = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== "examples" && !key.startsWith("x-"))
      .map(([key, value]) => [key, prepareMember(key, value)]),
  );
  const isOpen = schema.type === "object" && !schema.properties && !schema.oneOf && !("additionalProperties" in schema);
  const since = Object.entries(schema.properties ?? {}).filter(([, own]) => "x-required-since" in own);
  return {
    ...prepared,
    ...(isOpen && { additionalProperties: true }),
    ...(since.length > 0 && { required: [...(schema.required ?? []), ...since.map(([name]) => name)] }),
  };
}

function prepareMember(key: string, value: unknown): unknown {
  if (key === "$ref") return `#/components/schemas/${definedBy(String(value))}`;
  if (key === "properties") return prepareEach(value as Record<string, Schema>);
  if (key === "anyOf" && Array.isArray(value)) return value.filter(isNoPattern).map((item) => prepareMember("", item));
  if (Array.isArray(value)) return value.map((item) => prepareMember("", item));
  return typeof value === "object" && value !== null ? prepare(value as Schema) : value;
}

function prepareEach(properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, prepare(schema)]));
}

/** A pattern of texts is no type: `string` would absorb the references beside it. */
function isNoPattern({ pattern }: { pattern?: string }): boolean {
  return pattern === undefined;
}

function isAnnounced(version: Schema): boolean {
  return version["x-state"] !== "unannounced";
}

/** `` `${…}` `` in braces, or an expression in backticks. */
function referenceType(): ts.TypeNode {
  return ts.factory.createUnionTypeNode([templateType("${", "}"), templateType("`", "`")]);
}
