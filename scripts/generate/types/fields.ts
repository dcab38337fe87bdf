import { tsUnion } from "openapi-typescript";
import ts from "typescript";
import {
  answerOf,
  nodeOf,
  type OpenApiDocument,
  operationsOf,
  type Parameter,
  parametersOf,
  resolve,
  type Schema,
} from "../../specs/openapi.ts";
import { templateType } from "./template-type.ts";

const fieldNames = "x-field-names";

/**
 * Allows nested fields of a field that is itself a node in `fields`, `owner_business{id,name}`, and
 * parameters of a field, `preview.invalidate(false)`.
 */
export function typeFields(document: OpenApiDocument): void {
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

/** Whether {@link typeFields} marked the items of this parameter. */
export function typedFields({ schema }: Parameter): boolean {
  return schema?.items !== undefined && (fieldNames in schema.items || schema.items.$ref !== undefined);
}

/** The type of a schema that {@link typeFields} marked. */
export function typeOfFields(schema: Schema): ts.TypeNode | undefined {
  const names = schema[fieldNames];
  return Array.isArray(names) ? tsUnion(names.map(fieldType)) : undefined;
}

/** `"name"`, or a template for a name with an ellipsis: `` `name{${string}}` `` for `name{…}`. */
function fieldType(name: string): ts.TypeNode {
  const [head = "", tail] = name.split("…");
  if (tail === undefined) return ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(head));
  return templateType(head, tail);
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
