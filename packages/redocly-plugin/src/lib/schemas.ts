import { child, type Context, type Edge, entriesOf, follow, type Place } from "./nodes.ts";

const composed = ["allOf", "anyOf", "oneOf"];
const several = [...composed, "properties", "patternProperties", "dependentSchemas", "prefixItems"];
const single = [
  "items",
  "additionalProperties",
  "propertyNames",
  "contains",
  "then",
  "else",
  "unevaluatedItems",
  "unevaluatedProperties",
];

/** A schema inside another one; the start of a walk has no parent. */
export interface SchemaEdge extends Edge {
  keyword?: string;
  name?: string;
  parent?: Place;
}

export type SchemaVisitor = (edge: SchemaEdge, schema: Place) => void;

/** Visits the schema and all its subschemas, each place once. */
export function walkSchema(context: Context, start: Edge, visit: SchemaVisitor): void {
  const seen = new Set<string>();
  const walk = (edge: SchemaEdge): void => {
    const schema = follow(context, edge);
    if (!schema || seen.has(edge.location.absolutePointer)) return;
    seen.add(edge.location.absolutePointer);
    visit(edge, schema);
    for (const part of partsOf(context, schema)) walk(part);
  };
  walk(start);
}

function partsOf(context: Context, parent: Place): SchemaEdge[] {
  return [
    ...several.flatMap((keyword) =>
      entriesOf(context, parent, keyword).map(([name, edge]) => ({ ...edge, keyword, name, parent })),
    ),
    ...single.map((keyword) => ({ ...child(parent, keyword), keyword, parent })),
  ];
}

const conditions = new Set(["not", "if", "then", "else", "contains", "propertyNames"]);
const maps = new Set(["properties", "patternProperties", "dependentSchemas", "$defs", "schemas"]);

/** Whether the pointer leads into a condition such as `not`, which restricts values and describes none. */
export function isCondition(pointer: string): boolean {
  const keys = pointer.split("/");
  return keys.some((key, index) => conditions.has(key) && !maps.has(keys[index - 1] ?? ""));
}

export interface Shape {
  properties: Map<string, Edge>;
  required: Edge[];
}

/** Properties and required names of an object, from all branches of a composed schema. */
export function shapeOf(context: Context, start: Edge): Shape {
  const shape: Shape = { properties: new Map(), required: [] };
  const seen = new Set<unknown>();
  const collect = (edge: Edge): void => {
    const schema = follow(context, edge);
    if (!schema || seen.has(schema.node)) return;
    seen.add(schema.node);
    for (const [name, property] of entriesOf(context, schema, "properties")) shape.properties.set(name, property);
    shape.required.push(...entriesOf(context, schema, "required").map(([, name]) => name));
    for (const keyword of composed) {
      for (const [, branch] of entriesOf(context, schema, keyword)) collect(branch);
    }
  };
  collect(start);
  return shape;
}

/** The schema of the items of a list: of `data`, or of the array inside it, as in `data.groups`. */
export function listItemsOf(context: Context, shape: Shape): Edge | undefined {
  const data = shape.properties.get("data");
  if (!data) return undefined;
  const inside = [...shapeOf(context, data).properties.values()];
  return [data, ...inside].map((edge) => arrayItemsOf(context, edge)).find(Boolean);
}

function arrayItemsOf(context: Context, edge: Edge): Edge | undefined {
  const schema = follow(context, edge);
  return schema && [schema.node.type].flat().includes("array") ? child(schema, "items") : undefined;
}
