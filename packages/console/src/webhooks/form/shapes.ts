/** A JSON Schema, a reference to one, or `true`. */
export type SchemaNode = unknown;

/** What references of schemas begin at. */
export type SchemaRoot = object;

export type Kind = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

/** One of the forms that a value may have: a schema without references, unions and intersections at its top. */
export interface Shape {
  readonly kind: Kind;
  readonly title?: string;
  readonly description?: string;
  readonly isDeprecated: boolean;
  /** The only values that are allowed, if there are such. A single one is a constant. */
  readonly options?: readonly unknown[];
  /** Whether other texts than the options are allowed too. */
  readonly isOpen: boolean;
  /** Schemas that the value must not fit. */
  readonly refused: readonly SchemaNode[];
  readonly format?: string;
  readonly least?: number;
  readonly most?: number;
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly required: ReadonlySet<string>;
  /** Schema of the items of a list. */
  readonly items: SchemaNode;
  /** Schema of properties with any other name, undefined if the schema names no such. */
  readonly others: SchemaNode;
}

/** A shape whose kind may not be known yet. */
type Draft = Omit<Shape, "kind"> & { readonly kind?: Kind };

const kinds: readonly Kind[] = ["string", "number", "boolean", "object", "array", "null"];
const mostShapes = 200;
const deepest = 50; // references and unions that lead to each other without a value between them

const known = new WeakMap<object, readonly Shape[]>();

/** All shapes that a schema allows; those of every kind if it says nothing. */
export function shapesOf(root: SchemaRoot, node: SchemaNode): readonly Shape[] {
  if (!isRecord(node)) return anything;
  const found = known.get(node);
  if (found) return found;
  const shapes = joined(expand(root, node, 0).flatMap(withKind));
  known.set(node, shapes);
  return shapes;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function expand(root: SchemaRoot, node: SchemaNode, depth: number): Draft[] {
  if (node === false) return [];
  if (!isRecord(node) || depth > deepest) return [empty];
  const { $ref: reference, allOf, anyOf, oneOf } = node;
  let drafts = draftsOf(node);
  const cross = (others: readonly Draft[]) => {
    drafts = drafts.flatMap((one) => others.flatMap((other) => merged(one, other) ?? [])).slice(0, mostShapes);
  };
  if (typeof reference === "string") cross(expand(root, targetOf(root, reference), depth + 1));
  for (const part of listOf(allOf)) cross(expand(root, part, depth + 1));
  for (const union of [anyOf, oneOf])
    if (Array.isArray(union)) cross(union.flatMap((branch) => expand(root, branch, depth + 1)));
  return drafts;
}

function targetOf(root: SchemaRoot, reference: string): unknown {
  let current: unknown = root;
  for (const part of reference.replace(/^#\//, "").split("/")) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    current = isRecord(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  return current;
}

const empty: Draft = {
  isDeprecated: false,
  isOpen: false,
  refused: [],
  properties: new Map(),
  required: new Set(),
  items: undefined,
  others: undefined,
};

/** What a schema itself says, one for each of its types. */
function draftsOf(node: Readonly<Record<string, unknown>>): Draft[] {
  const { type, title, description, format, not, properties, required, items, additionalProperties } = node;
  const options = Object.hasOwn(node, "const") ? [node["const"]] : node["enum"];
  const draft: Draft = {
    ...(typeof title === "string" && { title }),
    ...(typeof description === "string" && { description }),
    ...(typeof format === "string" && { format }),
    ...(Array.isArray(options) && { options }),
    ...bound("least", node, ["minimum", "minLength", "minItems"]),
    ...bound("most", node, ["maximum", "maxLength", "maxItems"]),
    isDeprecated: node["deprecated"] === true,
    isOpen: false,
    refused: not === undefined ? [] : [not],
    properties: new Map(isRecord(properties) ? Object.entries(properties) : []),
    required: new Set(listOf(required).map(String)),
    items,
    others: additionalProperties === false ? undefined : additionalProperties,
  };
  const types = (Array.isArray(type) ? type : [type]).filter(isKind);
  return types.length === 0 ? [draft] : types.map((kind) => ({ ...draft, kind }));
}

function bound(
  name: "least" | "most",
  node: Readonly<Record<string, unknown>>,
  keywords: readonly string[],
): { least?: number; most?: number } {
  const value = keywords.map((keyword) => node[keyword]).find((one) => typeof one === "number");
  return typeof value === "number" ? { [name]: value } : {};
}

function isKind(type: unknown): type is Kind {
  return type === "integer" || kinds.some((kind) => kind === type);
}

/** What fits both, undefined if nothing does. */
function merged(one: Draft, other: Draft): Draft | undefined {
  if (other === empty) return one;
  const kind = commonKind(one.kind, other.kind);
  if (kind === "none") return undefined;
  const options = commonOptions(one.options, other.options);
  if (options?.length === 0) return undefined;
  return {
    ...other,
    ...one,
    ...(kind && { kind }),
    ...(options && { options }),
    isDeprecated: one.isDeprecated || other.isDeprecated,
    refused: [...one.refused, ...other.refused],
    properties: mergedProperties(one.properties, other.properties),
    required: new Set([...one.required, ...other.required]),
    items: both(one.items, other.items),
    others: both(one.others, other.others),
  };
}

function commonKind(one: Kind | undefined, other: Kind | undefined): Kind | "none" | undefined {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  const isNumber = [one, other].every((kind) => kind === "integer" || kind === "number");
  return isNumber ? "integer" : "none";
}

function commonOptions(one?: readonly unknown[], other?: readonly unknown[]): readonly unknown[] | undefined {
  return one && other ? one.filter((option) => other.includes(option)) : (one ?? other);
}

function mergedProperties(
  one: ReadonlyMap<string, SchemaNode>,
  other: ReadonlyMap<string, SchemaNode>,
): ReadonlyMap<string, SchemaNode> {
  const all = new Map(one);
  for (const [name, node] of other) all.set(name, both(all.get(name), node));
  return all;
}

function both(one: SchemaNode, other: SchemaNode): SchemaNode {
  return one === undefined || other === undefined ? (one ?? other) : { allOf: [one, other] };
}

function withKind(draft: Draft): Shape[] {
  const { kind, options, properties, items } = draft;
  if (kind) {
    const own = options?.filter((option) => isOfKind(kind, option));
    return own?.length === 0 ? [] : [{ ...draft, kind, ...(own && { options: own }) }];
  }
  if (options) {
    const named = [...new Set(options.map(kindOf))];
    return named.map((one) => ({ ...draft, kind: one, options: options.filter((option) => kindOf(option) === one) }));
  }
  if (properties.size > 0 || draft.required.size > 0) return [{ ...draft, kind: "object" }];
  if (items !== undefined) return [{ ...draft, kind: "array" }];
  return kinds.map((one) => ({ ...draft, kind: one, ...(one === "object" && { others: draft.others ?? true }) }));
}

/** The shapes of a value that nothing is known of. */
const anything: readonly Shape[] = withKind(empty);

/** Names of texts beside "any text" are suggestions. */
function joined(shapes: readonly Shape[]): readonly Shape[] {
  const plain = shapes.find(({ kind, options, refused }) => kind === "string" && !options && refused.length === 0);
  const named = shapes.filter(({ kind, options }) => kind === "string" && options);
  if (!plain || named.length === 0) return shapes;
  const options = [...new Set(named.flatMap((shape) => shape.options ?? []))];
  const [first = plain] = named;
  const open: Shape = { ...plain, ...first, options, isOpen: true };
  return shapes.flatMap((shape) => {
    if (shape === first) return [open];
    return shape === plain || named.includes(shape) ? [] : [shape];
  });
}

export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "object") return typeof value as Kind;
  return Number.isInteger(value) ? "integer" : "number";
}

export function isOfKind(kind: Kind, value: unknown): boolean {
  const own = kindOf(value);
  return own === kind || (own === "integer" && kind === "number");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
