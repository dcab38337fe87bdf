import { schemas } from "../../generated/flow-json/schema.ts";
import type { Schema } from "./schema.ts";

/** The definition of this name, such as that of a component. */
export function definitionOf(name: string): Schema | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

/** What the schema refers to, with what it says beside that. */
export function resolve(schema: Schema): Schema {
  const { ref, ...own } = schema;
  if (ref === undefined) return schema;
  return { ...resolve(definitionOf(ref) ?? {}), ...own };
}

/** The schemas of `anyOf`, and of those within them. */
export function branchesOf(schema: Schema): Schema[] {
  const { anyOf } = resolve(schema);
  return anyOf ? anyOf.flatMap(branchesOf) : [schema];
}

/** The schema of a property of a component. */
export function propertyOf(schema: Schema, name: string): Schema | undefined {
  const { properties = {} } = schema;
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Whether the definition is that of a component. */
export function isComponent(name: string): boolean {
  return definitionOf(name)?.properties?.["type"]?.const === name;
}
