import { jsonOrText } from "./json.ts";
import type { Operation } from "./operations.ts";
import { propertiesOf, resolve, type Schema } from "./schemas.ts";

/** Converts a form to the JSON body of its operation: values that are not strings there are JSON in the form. */
export function readForm({ document, requestBody }: Operation, text: string): string {
  const content = resolve(document, requestBody?.["content"]);
  const { schema } = resolve(document, content["application/json"]);
  return JSON.stringify(typeFields(document, schema, new URLSearchParams(text)));
}

/** Converts the fields of a form to the types in their schema; files stay unchanged. */
export function typeFields(
  document: Schema,
  schema: unknown,
  fields: Iterable<[string, unknown]>,
): Record<string, unknown> {
  const properties = propertiesOf(document, schema) ?? {};
  const values = [...fields].map(([name, value]) => {
    const types = typesOf(document, properties[name]);
    const isText = typeof value !== "string" || types.length === 0 || types.includes("string");
    return [name, isText ? value : jsonOrText(value)]; // text is rejected later as a value of the wrong type;
  });
  return Object.fromEntries(values);
}

/** All types in the branches of a schema. */
function typesOf(document: Schema, node: unknown): unknown[] {
  const { type = [], enum: values, allOf, anyOf, oneOf } = resolve(document, node);
  const branches = [allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const constants = Array.isArray(values) ? values.map((value) => typeof value) : [];
  return [type, ...constants, ...branches.map((branch) => typesOf(document, branch))].flat();
}
