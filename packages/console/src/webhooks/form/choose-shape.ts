import { isOfKind, isRecord, type SchemaNode, type SchemaRoot, type Shape, shapesOf } from "./shapes.ts";

const far = 1000;
const levels = 3; // below a value that are looked at

/** Index of the shape that a value is closest to. */
export function chooseShape(root: SchemaRoot, shapes: readonly Shape[], value: unknown): number {
  if (shapes.length < 2) return 0;
  const distances = shapes.map((shape) => distance(root, shape, value, levels));
  return distances.indexOf(Math.min(...distances));
}

/** Whether a value fits one of the shapes of a schema, as far as that can be seen a few levels below. */
export function fits(root: SchemaRoot, node: SchemaNode, value: unknown): boolean {
  return distanceTo(root, node, value, levels) < far;
}

function distanceTo(root: SchemaRoot, node: SchemaNode, value: unknown, depth: number): number {
  return Math.min(...shapesOf(root, node).map((shape) => distance(root, shape, value, depth)), far ** 3);
}

/** Names that are missing or unknown are less of a difference than a value that is not allowed. */
function distance(root: SchemaRoot, shape: Shape, value: unknown, depth: number): number {
  const { kind, options, isOpen, refused, properties, required, items, others } = shape;
  if (!isOfKind(kind, value)) return far ** 3;
  if (options && !isOpen && !options.includes(value)) return far ** 2;
  if (refused.some((node) => fits(root, node, value))) return far ** 2;
  if (depth === 0) return 0;
  if (Array.isArray(value)) {
    const [first] = value;
    return items === undefined || value.length === 0 ? 0 : distanceTo(root, items, first, depth - 1);
  }
  if (!isRecord(value)) return 0;
  let sum = 0;
  for (const name of required) if (!Object.hasOwn(value, name)) sum += far;
  for (const [name, inner] of Object.entries(value)) {
    const property = properties.get(name) ?? others;
    if (property !== undefined) sum += distanceTo(root, property, inner, depth - 1);
    else if (properties.size > 0) sum += 1;
  }
  return sum;
}

const nouns: Readonly<Record<Shape["kind"], string>> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "true or false",
  object: "object",
  array: "list",
  null: "null",
};

/** What each shape is called: by its title, by the constant that tells it from others, else by its kind. */
export function labelShapes(root: SchemaRoot, shapes: readonly Shape[]): string[] {
  const labels = shapes.map((shape) => shape.title ?? tagOf(root, shape)?.label ?? nouns[shape.kind]);
  return labels.map((label, index) => {
    const place = labels.slice(0, index).filter((other) => other === label).length;
    return place === 0 ? label : `${label} ${place + 1}`;
  });
}

/** The property of a shape whose value tells it from others. */
export function tagOf(root: SchemaRoot, { properties }: Shape): { name: string; label: string } | undefined {
  for (const [name, node] of properties) {
    const [only, ...more] = shapesOf(root, node);
    if (!only || more.length > 0 || only.kind !== "string") continue;
    if (only.options?.length === 1) return { name, label: String(only.options[0]) };
    if (only.refused.length > 0) return { name, label: `another ${name}` };
  }
  return undefined;
}
