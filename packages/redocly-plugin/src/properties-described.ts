import type { Oas3Rule } from "@redocly/openapi-core";
import { child, type Context, type Edge, follow, isNode, isReference } from "./lib/nodes.ts";
import { isCondition } from "./lib/schemas.ts";

/** Each property has a description: its own, or that of the schema it refers to. */
export const propertiesDescribed: Oas3Rule = () => ({
  SchemaProperties(properties, context) {
    if (isCondition(context.location.pointer)) return;
    for (const [name, raw] of Object.entries(properties)) {
      const edge = { raw, location: context.location.child(name) };
      if (isDescribed(context, edge) || isConstant(context, edge) || isPage(context, name, edge)) continue;
      const message = `Describe ${name}: neither the property nor a schema that it refers to has a description`;
      context.report({ message, location: edge.location.key() });
    }
  },
});

/** Whether the schema has a description, or one that it refers to, directly or through others. */
function isDescribed(context: Context, { raw, location }: Edge): boolean {
  if (isNode(raw) && raw.description !== undefined) return true; // `prose` reports empty ones
  if (!isReference(raw)) return false;
  const target = context.resolve(raw, location.source.absoluteRef);
  return target.location !== undefined && isDescribed(context, { raw: target.node, location: target.location });
}

/** A constant says all there is to say. */
function isConstant(context: Context, edge: Edge): boolean {
  return follow(context, edge)?.node.const !== undefined;
}

/** The `data` of a page is what its items are. */
function isPage(context: Context, name: string, edge: Edge): boolean {
  const schema = follow(context, edge);
  return name === "data" && schema?.node.type === "array" && isDescribed(context, child(schema, "items"));
}
