import type { Schema } from "../specs/openapi.ts";

/** A schema as the generated types see it. */
export interface Shape {
  type?: unknown;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Shape>;
  required?: string[];
  allOf?: Shape[];
  [keyword: string]: unknown;
}

/** Holds the known values of an open enum. Text, because Redocly does not compare lists in extensions. */
export const knownValues = "x-known";
/** Marks each form of a choice that has a form for all other values. */
export const openForm = "x-open";
/** Prefix of the property that holds a form of a choice. */
export const formPrefix = "form: ";
const otherValue = "x-other";

/** Keywords that do not affect types. */
const untyped = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "externalDocs",
  "discriminator",
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "propertyNames",
  "contains",
  "unevaluatedProperties",
  "unevaluatedItems",
]);
const inner = new Set([
  "properties",
  "required",
  "enum",
  "type",
  "items",
  "additionalProperties",
  "oneOf",
  "anyOf",
  "allOf",
]);
const plain = new Set(["type", "properties", "required"]);

/** Schemas with the same type have the same shape, however they are written. */
export function schemaShape(schema: Schema): Shape {
  const shape: Shape = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!untyped.has(keyword) && !inner.has(keyword) && !keyword.startsWith("x-")) shape[keyword] = value;
  }
  if (schema.enum) shape.enum = schema.enum.toSorted();
  if (schema.type !== undefined) shape.type = typeShape(schema.type);
  if (schema.type === "string" && schema.not) shape[otherValue] = true;
  for (const keyword of ["items", "additionalProperties"]) {
    const value = (schema as Record<string, unknown>)[keyword];
    if (value !== undefined)
      shape[keyword] = typeof value === "object" && value !== null ? schemaShape(value as Schema) : value;
  }
  if (shape.type === "object" || schema.properties) {
    const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, schemaShape(property)]);
    Object.assign(shape, { type: "object", properties: Object.fromEntries(properties) });
  }
  if (shape.properties || schema.required) shape.required = (schema.required ?? []).toSorted();
  const forms = schema.oneOf ?? schema.anyOf;
  if (forms) addForms(shape, forms.map(schemaShape));
  return schema.allOf ? mergeAll(shape, schema.allOf.map(schemaShape)) : shape;
}

/** An integer is a number to TypeScript. */
function typeShape(type: string | string[]): string | string[] {
  const names = new Set([type].flat().map((name) => (name === "integer" ? "number" : name)));
  const sorted = [...names].toSorted();
  return sorted.length === 1 ? sorted.join("") : sorted;
}

/** The forms of a choice as properties, so that they are compared by name and not by similarity, which is slow. */
function addForms(shape: Shape, forms: Shape[]): void {
  const isAnyText = (form: Shape) => form.type === "string" && form.enum === undefined && form.const === undefined;
  if (forms.some(isAnyText) && forms.every(({ type }) => type === "string")) {
    const known = forms.flatMap(({ enum: values = [] }) => values).toSorted();
    Object.assign(shape, { type: "string" }, known.length > 0 && { [knownValues]: known.join(" | ") });
    return;
  }
  const isOpen = forms.some((form) => propertiesOf(form).some((property) => property[otherValue]));
  const properties = { ...shape.properties };
  for (const form of forms) {
    const name = `${formPrefix}${nameOf(form)}`;
    const same = Object.keys(properties).filter((other) => other.replace(/ \d+$/, "") === name).length;
    properties[same === 0 ? name : `${name} ${same + 1}`] = isOpen ? { ...form, [openForm]: true } : form;
  }
  shape.properties = properties;
}

/** What distinguishes a form from the others: its constants, or else its type. */
function nameOf(form: Shape): string {
  const constants = propertiesOf(form).flatMap((property) =>
    property[otherValue] ? ["other"] : property.const === undefined ? [] : [property.const],
  );
  return constants.length > 0 ? constants.join(" ") : `${form.type ?? "object"}`;
}

function propertiesOf({ properties = {}, allOf = [] }: Shape): Shape[] {
  return [...Object.values(properties), ...allOf.flatMap(propertiesOf)];
}

/** Merges the objects in `allOf` into one. */
function mergeAll(own: Shape, forms: Shape[]): Shape {
  const parts = [...forms, own].filter((part) => Object.keys(part).length > 0);
  const [first = {}, ...others] = parts;
  if (others.length === 0) return first;
  const isPlain = (part: Shape) =>
    Object.keys(part).every((keyword) => plain.has(keyword)) && (part.type ?? "object") === "object";
  if (!parts.every(isPlain)) return { ...own, allOf: forms };
  return {
    type: "object",
    properties: Object.assign({}, ...parts.map((part) => part.properties)),
    required: [...new Set(parts.flatMap(({ required = [] }) => required))].toSorted(),
  };
}
