/** A JSON Schema, or any other object of an OpenAPI document. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** A bundled OpenAPI 3.1 document with the Graph API versions that it describes. */
export interface SpecDocument extends Schema {
  readonly "x-graph-versions": readonly string[];
  readonly paths: Readonly<Record<string, object>>;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Follows `node` if it is a local reference. */
export function resolve(document: Schema, node: unknown): Schema {
  let current = node;
  for (let depth = 0; isSchema(current); depth++) {
    if (typeof current["$ref"] !== "string") return current;
    if (depth === 100) throw new Error(`Cannot resolve ${current["$ref"]}: it refers to itself`);
    current = lookUp(document, current["$ref"]);
  }
  return {};
}

const targets = new WeakMap<Schema, Map<string, unknown>>();

function lookUp(document: Schema, reference: string): unknown {
  const known = targets.get(document) ?? new Map<string, unknown>();
  targets.set(document, known);
  const target = known.get(reference) ?? findTarget(document, reference);
  known.set(reference, target);
  return target;
}

function findTarget(document: Schema, reference: string): unknown {
  if (!reference.startsWith("#/"))
    throw new Error(`Cannot resolve ${reference}: only #/ references are left in a bundle`);
  let current: unknown = document;
  for (const part of reference.slice(2).split("/")) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    current = isSchema(current) ? current[name] : undefined;
  }
  if (current === undefined) throw new Error(`Cannot resolve ${reference}: the document has no such part`);
  return current;
}

const knownProperties = new WeakMap<Schema, Record<string, Schema> | undefined>();

/** The properties of a schema in all its branches, undefined if it has none. */
export function propertiesOf(document: Schema, node: unknown): Readonly<Record<string, Schema>> | undefined {
  const schema = resolve(document, node);
  if (!knownProperties.has(schema)) knownProperties.set(schema, findProperties(document, schema));
  return knownProperties.get(schema);
}

function findProperties(document: Schema, schema: Schema): Record<string, Schema> | undefined {
  const found: Record<string, Schema> = {};
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const branches = schema[keyword];
    for (const branch of Array.isArray(branches) ? branches : []) Object.assign(found, propertiesOf(document, branch));
  }
  Object.assign(found, schema["properties"]);
  return Object.keys(found).length > 0 ? found : undefined;
}

/** The schema of the items of an array. */
export function itemsOf(document: Schema, node: unknown): Schema {
  return resolve(document, resolve(document, node)["items"]);
}
