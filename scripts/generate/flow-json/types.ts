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
  const { examples: _, ...rest } = schema;
  const prepared: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest)) {
    if (key.startsWith("x-")) continue;
    prepared[key] = key === "properties" ? prepareEach(value as Record<string, Schema>) : prepareValue(key, value);
  }
  if (schema.type === "object" && !schema.properties && !schema.oneOf && !schema.additionalProperties)
    prepared["additionalProperties"] = true;
  const since = Object.entries(schema.properties ?? {}).filter(([, own]) => "x-required-since" in own);
  if (since.length > 0) prepared["required"] = [...(schema.required ?? []), ...since.map(([name]) => name)];
  return schema.oneOf?.every((one) => "const" in one)
    ? { ...prepared, oneOf: undefined, enum: schema.oneOf.filter(isAnnounced).map((one) => one.const) }
    : prepared;
}

function prepareEach(properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, prepare(schema)]));
}

function prepareValue(key: string, value: unknown): unknown {
  if (key === "$ref") return `#/components/schemas/${definedBy(String(value))}`;
  if (Array.isArray(value)) return value.map((item) => prepareValue("", item));
  return typeof value === "object" && value !== null ? prepare(value as Schema) : value;
}

/** `` `${…}` `` in braces, or an expression in backticks. */
function referenceType(): ts.TypeNode {
  return ts.factory.createUnionTypeNode([templateType("${", "}"), templateType("`", "`")]);
}

function isAnnounced(version: Schema): boolean {
  return version["x-state"] !== "unannounced";
}
