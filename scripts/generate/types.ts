import openapiTS, { astToString, type OpenAPI3, tsUnion } from "openapi-typescript";
import ts from "typescript";
import { addDefaultFields, defaultFieldsOf } from "./default-fields.ts";
import {
  answerOf,
  nodeOf,
  type OpenApiDocument,
  operationsOf,
  parametersOf,
  resolve,
  type Schema,
} from "../specs/openapi.ts";

const openString = "x-open-string";
const fieldNames = "x-field-names";
const sharedType = "x-shared-type";
const refusal = "x-refused";

/** Schemas of `specs/shared` with types in the runtime, so that all packages share them. */
const runtimeTypes: Record<string, string> = {
  GraphErrorObject: 'GraphErrorResponse["error"]',
  GraphErrorResponse: "GraphErrorResponse",
  Paging: "Paging",
};

/** The TypeScript module of one bundled document, as openapi-typescript writes it. */
export async function writeModule(document: OpenApiDocument): Promise<string> {
  const prepared = structuredClone(document);
  const schemas = prepared.components?.schemas ?? {};
  const imported = Object.keys(schemas).filter((name) => name in runtimeTypes);
  for (const name of imported) schemas[name] = { [sharedType]: runtimeTypes[name] };
  const names = new Set(imported.map((name) => name.replace("GraphErrorObject", "GraphErrorResponse")));
  const imports =
    names.size > 0 ? `import type { ${[...names].toSorted().join(", ")} } from "@openwaba/runtime";\n\n` : "";
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
    transform: (schema) => transform(schema as Schema),
  });
  return astToString(nodes.map((node) => addDefaultFields(node, defaults)));
}

function transform(schema: Schema): ts.TypeNode | undefined {
  if (schema.format === "binary") return ts.factory.createTypeReferenceNode("Blob");
  if (schema[openString]) return openStringType();
  if (schema[refusal]) return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  if (schema.type === "string" && schema.not) return templateType("", " (other)");
  const shared = schema[sharedType];
  if (typeof shared === "string") return ts.factory.createTypeReferenceNode(shared);
  const names = schema[fieldNames];
  return Array.isArray(names) ? tsUnion(names.map(fieldType)) : undefined;
}

/** `string & {}`, which keeps the known members of a union for editor completion. */
function openStringType(): ts.TypeNode {
  return ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([]),
    ]),
  );
}

/** `"name"`, or a template for a name with an ellipsis: `` `name{${string}}` `` for `name{…}`. */
function fieldType(name: string): ts.TypeNode {
  const [head = "", tail] = name.split("…");
  if (tail === undefined) return ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(head));
  return templateType(head, tail);
}

/**
 * `` `${head}${string}${tail}` ``. With the tail " (other)" it represents any string that is not
 * listed: it equals none of the listed ones, so that they still narrow the union.
 */
function templateType(head: string, tail: string): ts.TypeNode {
  return ts.factory.createTemplateLiteralType(ts.factory.createTemplateHead(head), [
    ts.factory.createTemplateLiteralTypeSpan(
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTemplateTail(tail),
    ),
  ]);
}

/** A parameter that is sent as JSON is typed by what that JSON holds. */
function typeParameters(document: OpenApiDocument): void {
  for (const { item, operation } of operationsOf(document)) {
    for (const parameter of parametersOf(document, item, operation)) {
      const schema = parameter.content?.["application/json"]?.schema;
      if (schema) Object.assign(parameter, { schema, content: undefined });
    }
  }
}

/** A form without files equals the JSON body, with lists and objects as text: only JSON is kept. */
function dropPlainForms(document: OpenApiDocument): void {
  for (const { operation } of operationsOf(document)) {
    const content = operation.requestBody?.content;
    if (!content?.["application/json"]) continue;
    for (const [type, { schema = {} }] of Object.entries(content)) {
      const properties = Object.values(resolve(document, schema).properties ?? {});
      const hasFile = properties.some((property) => resolve(document, property).format === "binary");
      if (type !== "application/json" && !hasFile) delete content[type];
    }
  }
}

/**
 * Allows nested fields of a field that is itself a node in `fields`, `owner_business{id,name}`, and
 * parameters of a field, `preview.invalidate(false)`.
 */
function typeFields(document: OpenApiDocument): void {
  for (const { item, operation } of operationsOf(document)) {
    const answer = answerOf(document, operation);
    for (const parameter of parametersOf(document, item, operation)) {
      const items = parameter.name === "fields" ? parameter.schema?.items : undefined;
      if (!answer || !items?.enum) continue;
      const properties = nodeOf(document, answer).properties ?? {};
      const modified = parameter["x-field-parameters"];
      items[fieldNames] = items.enum.map(String).flatMap((name) => {
        const property = properties[name];
        const braces = property && hasFields(document, property) ? [`${name}{…}`] : [];
        const isBare = (modified?.[name]?.required ?? []).length === 0;
        return [...(isBare ? [name, ...braces] : []), ...(modified?.[name] ? [`${name}.…`] : [])];
      });
      delete items.enum;
      if (modified) describeFieldParameters(document, operation.operationId, modified);
    }
  }
}

/** Names the parameters of a field `Schemas["<Operation>FieldParameters"]["<field>"]`. */
function describeFieldParameters(
  document: OpenApiDocument,
  operationId: string,
  modified: Record<string, Schema>,
): void {
  const name = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}FieldParameters`;
  document.components = { ...document.components };
  document.components.schemas = {
    ...document.components.schemas,
    [name]: { type: "object", properties: modified, required: Object.keys(modified) },
  };
}

function hasFields(document: OpenApiDocument, schema: Schema): boolean {
  const { anyOf = [], items, properties } = resolve(document, schema);
  const inside = items ? [...anyOf, items] : anyOf;
  return properties !== undefined || inside.some((part) => hasFields(document, part));
}

/**
 * Expands `anyOf: [{ required: [id] }, { required: [link] }]`, which TypeScript would otherwise ignore.
 * Each branch of a `oneOf` forbids what the others require.
 */
function expandAlternatives(schema: Schema): void {
  const { anyOf, oneOf, properties, required = [] } = schema;
  const branches = anyOf ?? oneOf;
  if (!properties || !branches?.every(onlyRequires)) return;
  const alternatives = branches.map((branch) => branch.required ?? []);
  schema.anyOf = alternatives.map((own) => {
    const others = oneOf ? alternatives.flat().filter((name) => !own.includes(name)) : [];
    const refused = Object.fromEntries(others.map((name) => [name, { [refusal]: true }]));
    return { type: "object", properties: { ...properties, ...refused }, required: [...required, ...own] };
  });
  for (const keyword of ["oneOf", "properties", "required", "type"] as const) delete schema[keyword];
}

/** Whether a schema only requires properties, which it may also list. */
function onlyRequires({ required = [], properties = {}, ...rest }: Schema): boolean {
  const isNamed = Object.keys(properties).every((name) => required.includes(name));
  return required.length > 0 && isNamed && Object.keys(rest).length === 0;
}

/**
 * Finds `anyOf: [<enum>, {type: string}]` and marks the string, which would absorb the enum. Removes
 * discriminators: the constants in the branches already narrow, and would be written twice.
 */
function prepareSchemas(document: OpenApiDocument): void {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const schema = value as Schema;
    if (typeof schema.discriminator === "object") delete schema.discriminator;
    expandAlternatives(schema);
    const { anyOf } = schema;
    if (Array.isArray(anyOf) && anyOf.some((branch) => resolve(document, branch).enum)) {
      for (const branch of anyOf) {
        if (branch.type === "string" && !branch.enum) branch[openString] = true;
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(document);
}
