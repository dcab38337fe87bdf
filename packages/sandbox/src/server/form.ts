import { jsonOrText } from "./json.ts";
import { propertiesOf, resolve, type Schema } from "./schemas.ts";

/** Converts the fields of a form to the types in their schema; files stay unchanged. */
export function typeFields(
  document: Schema,
  schema: unknown,
  fields: Iterable<[string, unknown]>,
): Record<string, unknown> {
  const properties = propertiesOf(document, schema) ?? {};
  const values = [...fields].map(([name, value]) => {
    return [name, typeof value === "string" ? typeText(document, properties[name], value) : value];
  });
  return Object.fromEntries(values);
}

/** Converts text to a type of its schema: what is not a string there is JSON in the text, or a list with commas. */
export function typeText(document: Schema, schema: unknown, text: string): unknown {
  const types = typesOf(document, schema);
  const isText = types.length === 0 || types.includes("string");
  if (isText) return text;
  const value = jsonOrText(text); // what is not JSON is rejected later, as a value of the wrong type
  return typeof value === "string" && types.includes("array") && /^\w+(?:,\w+)*$/.test(text) ? text.split(",") : value;
}

/** All types in the branches of a schema. */
function typesOf(document: Schema, node: unknown): unknown[] {
  const { type = [], enum: values, allOf, anyOf, oneOf } = resolve(document, node);
  const branches = [allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  const constants = Array.isArray(values) ? values.map((value) => typeof value) : [];
  return [type, ...constants, ...branches.map((branch) => typesOf(document, branch))].flat();
}
