import { chooseShape, fits, tagOf } from "./choose-shape.ts";
import { isRecord, kindOf, type SchemaNode, type SchemaRoot, type Shape, shapesOf } from "./shapes.ts";

const deepest = 12; // levels that are filled by themselves

/** A value that a schema allows, with what it requires and nothing else. */
export function makeValue(root: SchemaRoot, node: SchemaNode, depth = 0): unknown {
  const [shape] = shapesOf(root, node);
  return shape && makeShape(root, shape, depth);
}

function makeShape(root: SchemaRoot, shape: Shape, depth: number): unknown {
  const { kind, options, least = 0, items } = shape;
  if (options) return options[0];
  switch (kind) {
    case "string":
      return makeText(root, shape);
    case "number":
    case "integer":
      return Math.max(least, 0);
    case "boolean":
      return false;
    case "array":
      return depth < deepest ? Array.from({ length: least }, () => makeValue(root, items, depth + 1)) : [];
    case "object":
      return depth < deepest ? makeObject(root, shape, depth) : {};
    case "null":
      return null;
  }
}

function makeObject(root: SchemaRoot, shape: Shape, depth: number): object {
  const { properties, required } = shape;
  const tag = tagOf(root, shape)?.label;
  // the content of a message has the name of its type, and is not required
  const names = [...properties.keys()].filter((name) => required.has(name) || name === tag);
  const missing = [...required].filter((name) => !properties.has(name));
  return Object.fromEntries(
    [...names, ...missing].map((name) => [name, makeValue(root, properties.get(name), depth + 1)]),
  );
}

const samples: Readonly<Record<string, string>> = {
  date: "2026-11-03",
  "date-time": "2026-11-03T09:00:00Z",
  email: "ada@example.com",
  time: "09:00:00Z",
  uri: "https://example.com/",
  uuid: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
};

function makeText(root: SchemaRoot, { format = "", least = 0, refused }: Shape): string {
  const text = (Object.hasOwn(samples, format) ? samples[format] : undefined) ?? "";
  const isRefused = (one: string) => refused.some((node) => fits(root, node, one));
  const other = refused.length > 0 && (text === "" || isRefused(text)) ? "something_else" : text;
  return other.padEnd(least, "x");
}

/** A value of another shape, with what of the former value fits it. */
export function changeShape(root: SchemaRoot, shapes: readonly Shape[], index: number, value: unknown): unknown {
  const shape = shapes[index];
  if (!shape) return value;
  const fresh = makeShape(root, shape, 0);
  const kept = keep(root, shape, fresh, value);
  return chooseShape(root, shapes, kept) === index ? kept : fresh;
}

function keep(root: SchemaRoot, shape: Shape, fresh: unknown, value: unknown): unknown {
  const { kind, options, isOpen, properties } = shape;
  if (options && !isOpen) return fresh;
  if (isRecord(fresh) && isRecord(value)) {
    const own = Object.entries(value).filter(
      ([name, inner]) => properties.has(name) && fits(root, properties.get(name), inner),
    );
    const missing = Object.entries(fresh).filter(([name]) => !own.some(([other]) => other === name));
    return Object.fromEntries([...own, ...missing]);
  }
  const isSimple = ["string", "number", "boolean"].includes(typeof value);
  if (kind === "string" && isSimple) return String(value);
  if ((kind === "number" || kind === "integer") && typeof value === "string") {
    const number = Number(value);
    return value.trim() !== "" && (kindOf(number) === kind || (kind === "number" && Number.isFinite(number)))
      ? number
      : fresh;
  }
  return fresh;
}
