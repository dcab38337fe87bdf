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
import { pascalCase } from "../words.ts";
import { schemaType } from "./components.ts";
import { templateType } from "./template-type.ts";

const fieldNames = "x-field-names";
const parametersType = "x-field-parameters-type";

/**
 * Allows nested fields of a field that is itself a node in `fields`, `owner_business{id,name}`, and
 * parameters of a field, `preview.invalidate(false)`. Returns the names of the schemas that it adds for them.
 */
export function typeFields(document: OpenApiDocument): string[] {
  const added: string[] = [];
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
      if (!modified) continue;
      const name = `${pascalCase(operation.operationId)}FieldParameters`;
      document.components = { ...document.components };
      document.components.schemas = {
        ...document.components.schemas,
        [name]: { type: "object", properties: modified, required: Object.keys(modified) },
      };
      items[parametersType] = name;
      added.push(name);
    }
  }
  return added;
}

/** Whether {@link typeFields} marked the items of this parameter. */
export function typedFields({ schema }: Parameter): boolean {
  return schema?.items !== undefined && (fieldNames in schema.items || schema.items.$ref !== undefined);
}

/** The type of a schema that {@link typeFields} marked. */
export function typeOfFields(schema: Schema): ts.TypeNode | undefined {
  const names = schema[fieldNames];
  return Array.isArray(names)
    ? tsUnion(names.map((name) => fieldType(name, String(schema[parametersType]))))
    : undefined;
}

/** `"name"`, a template for `name{…}`, and for `name.…` the type that `field()` of the runtime returns. */
function fieldType(name: string, parameters: string): ts.TypeNode {
  const [head = "", tail] = name.split("…");
  if (tail === "}") return templateType(head, tail);
  const literal = (text: string) => ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(text));
  if (tail === undefined) return literal(head);
  return ts.factory.createTypeReferenceNode("runtime.FieldWith", [
    literal(head.replace(/\.$/, "")),
    schemaType(parameters),
  ]);
}

function hasFields(document: OpenApiDocument, schema: Schema): boolean {
  const { anyOf = [], items, properties } = resolve(document, schema);
  const inside = items ? [...anyOf, items] : anyOf;
  return properties !== undefined || inside.some((part) => hasFields(document, part));
}
