import { type OpenApiDocument, resolve } from "../specs/openapi.ts";

/** The node with every reference replaced by its target; a circular one becomes an empty object. */
export function inline<Node>(document: OpenApiDocument, node: Node): Node {
  const copy = (value: unknown, within: string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => copy(item, within));
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...own } = value as { $ref?: unknown };
    const rest = Object.fromEntries(Object.entries(own).map(([key, item]) => [key, copy(item, within)]));
    if (typeof $ref !== "string") return "$ref" in value ? { $ref, ...rest } : rest;
    if (within.includes($ref)) return rest;
    return { ...(copy(resolve(document, { $ref }), [...within, $ref]) as object), ...rest };
  };
  return copy(node, []) as Node;
}
