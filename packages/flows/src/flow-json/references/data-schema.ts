import { isArray, isObject, isString, type Json, type JsonObject } from "../read/json.ts";

/** The type of a value, as data models have it: `{ type, items, properties }`. Undefined is any type. */
export type DataSchema = JsonObject | undefined;

/** The kinds of values; all numbers are one kind. */
export type Kind = "string" | "number" | "boolean" | "object" | "array";

const kinds: ReadonlySet<string> = new Set(["string", "number", "boolean", "object", "array"]);

export function kindOf(schema: DataSchema): Kind | undefined {
  const type = schema?.["type"] === "integer" ? "number" : schema?.["type"];
  return isString(type) && isKind(type) ? type : undefined;
}

function isKind(type: string): type is Kind {
  return kinds.has(type);
}

/** The schema of the items of an array. */
export function itemsOf(schema: DataSchema): DataSchema {
  const items = schema?.["items"];
  return isObject(items) ? items : undefined;
}

/** The schemas of the properties of an object, if it names them. */
export function propertiesOf(schema: DataSchema): JsonObject | undefined {
  const properties = schema?.["properties"];
  return isObject(properties) ? properties : undefined;
}

/** The properties that must be there: those in `required`, without it all. */
function requiredOf(schema: DataSchema): readonly string[] {
  const required = schema?.["required"];
  return isArray(required) ? required.filter(isString) : Object.keys(propertiesOf(schema) ?? {});
}

/** Whether a value has the type. An example need not have all properties. */
export function fits(schema: DataSchema, value: Json, isExample = false): boolean {
  const kind = kindOf(schema);
  if (kind === undefined) return true;
  if (kind === "array") return isArray(value) && value.every((item) => fits(itemsOf(schema), item, isExample));
  if (kind !== "object") {
    return typeof value === kind && (schema?.["type"] !== "integer" || Number.isInteger(value));
  }
  if (!isObject(value)) return false;
  const properties = Object.entries(propertiesOf(schema) ?? {});
  return (
    (isExample || requiredOf(schema).every((name) => name in value)) &&
    properties.every(([name, inner]) => {
      const member = value[name];
      return member === undefined || !isObject(inner) || fits(inner, member, isExample);
    })
  );
}

/** Whether what has one type may be where another is needed. */
export function isAssignable(given: DataSchema, needed: DataSchema): boolean {
  const kind = kindOf(needed);
  if (kind === undefined || kindOf(given) === undefined) return true;
  if (kindOf(given) !== kind) return false;
  if (kind === "array") return isAssignable(itemsOf(given), itemsOf(needed));
  const own = propertiesOf(given);
  if (kind !== "object" || !own) return true;
  return requiredOf(needed).every((name) => {
    const [inner, other] = [own[name], propertiesOf(needed)?.[name]];
    return isObject(inner) && (!isObject(other) || isAssignable(inner, other));
  });
}

/** A schema, such as that of what an input gives. */
export function dataSchema(members: Record<string, Json>): JsonObject {
  return Object.assign(Object.create(null), members);
}
