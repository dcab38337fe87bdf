import type { Oas3Rule } from "@redocly/openapi-core";
import { entriesOf, isNode, isReference, type Node } from "./lib/nodes.ts";
import { isCondition } from "./lib/schemas.ts";

/** Objects in a union have a name: that of the schema they refer to, or a title. */
export const unionMembersTitled: Oas3Rule = () => ({
  Schema(schema, context) {
    if (!isNode(schema) || isCondition(context.location.pointer)) return;
    const place = { node: schema, location: context.location };
    for (const keyword of ["oneOf", "anyOf"]) {
      for (const [, { raw, location }] of entriesOf(context, place, keyword)) {
        if (!isNode(raw) || isReference(raw) || !isObject(raw) || raw.title !== undefined) continue;
        const message = `Add a title to this member of ${keyword}, or refer to a named schema: tools show it as "object"`;
        context.report({ message, location });
      }
    }
  },
});

function isObject(schema: Node): boolean {
  return [schema.type].flat().includes("object") || "properties" in schema || "allOf" in schema;
}
