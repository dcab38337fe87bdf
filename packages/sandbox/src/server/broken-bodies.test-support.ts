import { resolve, type Schema } from "./schemas.ts";
import { type Operation, OperationTable } from "./operations.ts";
import type { SpecDocument } from "./schemas.ts";

/** A documented body with one property broken. */
export interface BrokenBody {
  /** What was done to the property. */
  readonly kind: "missing" | "type" | "misspelt" | "long" | "value" | "branch";
  readonly operation: Operation;
  /** The operation, the example and its content type. */
  readonly source: string;
  readonly contentType: string;
  /** Schema of the body. */
  readonly schema: Schema;
  /** Place of the property. */
  readonly place: readonly string[];
  readonly body: unknown;
}

type Breaks = Readonly<Record<BrokenBody["kind"], (value: unknown, name: string, schema: Schema) => unknown[]>>;

const removed = Symbol("removed");
const renamed = Symbol("renamed");

/** The values that a property gets in place of its own. */
const breaks: Breaks = {
  missing: () => [removed],
  misspelt: () => [renamed],
  type: (value) => [
    Array.isArray(value) || typeof value === "object" ? 5 : typeof value === "string" ? 12_345 : "many",
    null,
  ],
  long: (value) => {
    if (typeof value === "string") return ["a".repeat(70_000)];
    return Array.isArray(value) && value.length > 0 ? [Array.from({ length: 300 }, () => value[0])] : [];
  },
  value: (value) =>
    typeof value === "string" ? ["no such value", ""] : typeof value === "number" ? [-1, 1e15, 0.5] : [],
  branch: (value, name, document) => (typeof value === "string" ? otherTags(document, name, value) : []),
};

/** Every example of a JSON or form body with every property broken in turn. */
export function* breakBodies(documents: readonly SpecDocument[]): Generator<BrokenBody> {
  for (const document of documents) {
    const [version = ""] = document["x-graph-versions"];
    for (const operation of new OperationTable([document]).operations(version)) {
      const content = Object.entries(resolve(document, operation.requestBody?.["content"]));
      for (const [contentType, media] of content) {
        const { schema, examples } = resolve(document, media);
        for (const [name, example] of Object.entries(resolve(document, examples))) {
          const { value } = resolve(document, example);
          const source = `${operation.operationId} ${name} ${contentType}`;
          for (const broken of breakValue(value, document)) {
            yield { operation, source, contentType, schema: resolve(document, schema), ...broken };
          }
        }
      }
    }
  }
}

type Broken = Pick<BrokenBody, "kind" | "place" | "body">;

function* breakValue(value: unknown, document: Schema): Generator<Broken> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      for (const [kind, create] of Object.entries(breaks)) {
        for (const other of create(inner, name, document)) {
          const body: Record<string, unknown> = { ...value, [name]: other };
          if (typeof other === "symbol") delete body[name];
          if (other === renamed) body[`${name}x`] = inner;
          yield { kind: kind as BrokenBody["kind"], place: [other === renamed ? `${name}x` : name], body };
        }
      }
    }
    for (const { kind, place, body } of breakValue(inner, document)) {
      const whole = Array.isArray(value) ? [...value] : { ...value };
      yield { kind, place: [name, ...place], body: Object.assign(whole, { [name]: body }) };
    }
  }
}

const constants = new WeakMap<Schema, Map<string, Set<string>>>();

/** The constants that any schema of the document has for properties of this name. */
function otherTags(document: Schema, name: string, value: string): string[] {
  const known = constants.get(document) ?? new Map<string, Set<string>>();
  if (!constants.has(document)) collect(resolve(document, document["components"]), known);
  constants.set(document, known);
  const all = known.get(name) ?? new Set();
  return all.has(value) ? [...all].filter((other) => other !== value).slice(0, 3) : [];
}

function collect(node: unknown, found: Map<string, Set<string>>): void {
  if (typeof node !== "object" || node === null) return;
  for (const [name, property] of Object.entries((node as Schema)["properties"] ?? {})) {
    const { const: constant } = property as Schema;
    if (typeof constant === "string") found.set(name, (found.get(name) ?? new Set()).add(constant));
  }
  for (const inner of Object.values(node)) collect(inner, found);
}
