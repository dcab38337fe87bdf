import openapiTS, { astToString, type OpenAPI3, tsUnion } from "openapi-typescript";
import ts from "typescript";
import { answerOf, nodeOf, type OpenApiDocument, operationsOf, resolve, type Schema } from "./openapi.ts";

const openString = "x-open-string";
const fieldNames = "x-field-names";

/** The TypeScript of one bundled document, as openapi-typescript writes it. */
export async function writeTypes(document: OpenApiDocument): Promise<string> {
  const prepared = structuredClone(document);
  typeFields(prepared);
  markOpenEnums(prepared);
  const nodes = await openapiTS(prepared as unknown as OpenAPI3, {
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => transform(schema as Schema),
  });
  return astToString(nodes);
}

function transform(schema: Schema): ts.TypeNode | undefined {
  if (schema.format === "binary") return ts.factory.createTypeReferenceNode("Blob");
  if (schema[openString]) return openStringType();
  const names = schema[fieldNames];
  return Array.isArray(names) ? tsUnion(names.map(fieldType)) : undefined;
}

/** `string & {}`, which leaves the known members of a union to be completed by editors. */
function openStringType(): ts.TypeNode {
  return ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([]),
    ]),
  );
}

/** `"name"`, or `` `name{${string}}` `` for a name that ends in braces. */
function fieldType(name: string): ts.TypeNode {
  if (!name.endsWith("{}")) return ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(name));
  return ts.factory.createTemplateLiteralType(ts.factory.createTemplateHead(name.slice(0, -1)), [
    ts.factory.createTemplateLiteralTypeSpan(
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTemplateTail("}"),
    ),
  ]);
}

/** Lets `fields` name what is inside of a field that is itself a node: `owner_business{id,name}`. */
function typeFields(document: OpenApiDocument): void {
  for (const { item, operation } of operationsOf(document)) {
    const answer = answerOf(document, operation);
    for (const reference of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
      const parameter = resolve(document, reference);
      const items = parameter.name === "fields" ? parameter.schema?.items : undefined;
      if (!answer || !items?.enum) continue;
      const properties = nodeOf(document, answer).properties ?? {};
      items[fieldNames] = items.enum.map(String).flatMap((name) => {
        const property = properties[name];
        return property && hasFields(document, property) ? [name, `${name}{}`] : [name];
      });
      delete items.enum;
    }
  }
}

function hasFields(document: OpenApiDocument, schema: Schema): boolean {
  const resolved = resolve(document, schema);
  return resolved.properties !== undefined || (resolved.items !== undefined && hasFields(document, resolved.items));
}

/** Finds `anyOf: [<enum>, {type: string}]` and marks the string, which would swallow the enum. */
function markOpenEnums(document: OpenApiDocument): void {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { anyOf } = value as Schema;
    if (Array.isArray(anyOf) && anyOf.some((branch) => resolve(document, branch).enum)) {
      for (const branch of anyOf) {
        if (branch.type === "string" && !branch.enum) branch[openString] = true;
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(document);
}
