import { chooseShape } from "./choose-shape.ts";
import type { Path } from "./paths.ts";
import { isRecord, type SchemaNode, type SchemaRoot, type Shape, shapesOf } from "./shapes.ts";

/** A part of a value as a form shows it. */
export interface FormField {
  readonly path: Path;
  readonly value: unknown;
  readonly shapes: readonly Shape[];
  /** Place of the shape that the value has, or is closest to. */
  readonly index: number;
  readonly shape: Shape;
  /** Whether its owner needs it: it cannot be taken away. */
  readonly isRequired: boolean;
  /** Schemas of the values inside, in their order. */
  readonly inner: readonly {
    readonly step: string | number;
    readonly node: SchemaNode;
    readonly isRequired: boolean;
  }[];
  /** Names of properties that can be added. */
  readonly addable: readonly string[];
}

/** What a form shows of a value, without the values inside. */
export function fieldOf(
  root: SchemaRoot,
  node: SchemaNode,
  value: unknown,
  path: Path = [],
  isRequired = true,
): FormField {
  const all = shapesOf(root, node);
  const shapes = all.length > 0 ? all : shapesOf(root, true);
  const index = chooseShape(root, shapes, value);
  const shape = shapes[index] ?? shapesOf(root, true)[0];
  if (!shape) throw new Error("a schema that says nothing allows everything");
  return { path, value, shapes, index, shape, isRequired, ...contentOf(shape, value) };
}

function contentOf(shape: Shape, value: unknown): Pick<FormField, "inner" | "addable"> {
  if (Array.isArray(value)) {
    const inner = value.map((_, step) => ({ step, node: shape.items, isRequired: false }));
    return { inner, addable: [] };
  }
  if (!isRecord(value)) return { inner: [], addable: [] };
  const { properties, required, others } = shape;
  const inner = Object.keys(value).map((step) => ({
    step,
    node: properties.get(step) ?? others,
    isRequired: required.has(step),
  }));
  return { inner, addable: [...properties.keys()].filter((name) => !Object.hasOwn(value, name)) };
}

/** A value as its control shows it, which `readText` reads. */
export function showText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** The value of a text in a control, undefined if it has none of this kind. */
export function readText({ kind }: Shape, text: string): unknown {
  switch (kind) {
    case "string":
      return text;
    case "number":
    case "integer": {
      const number = Number(text);
      const isFine = text.trim() !== "" && Number.isFinite(number);
      return isFine && (kind === "number" || Number.isInteger(number)) ? number : undefined;
    }
    case "boolean":
      return text === "true" || text === "false" ? text === "true" : undefined;
    case "null":
      return null;
    default:
      return undefined;
  }
}
