import type { Oas3Rule } from "@redocly/openapi-core";
import { child, type Context, type Edge, entriesOf, follow, isNode } from "./lib/nodes.ts";
import { mediaTypesOf } from "./lib/operations.ts";

const exemptions: Record<string, string> = {
  timezone_id: "a number in the platform's list of time zones, not the id of a node",
};

const strings = ["string", "null"];
// webhooks are the platform's choice: some of their ids are numbers, some properties named like ids are objects
const deliveries = [...strings, "integer", "object"];

/** Ids are strings: they do not fit a JSON number. */
export const idsAreStrings: Oas3Rule = () => {
  let allowed = strings;
  return {
    Root(root) {
      allowed = isNode(root) && "webhooks" in root && !("paths" in root) ? deliveries : strings;
    },
    SchemaProperties(properties, context) {
      for (const [name, raw] of Object.entries(properties)) {
        const edge = { raw, location: context.location.child(name) };
        if (!isId(name) || isOf(allowed, context, edge)) continue;
        context.report({ message: messageFor("property", name), location: edge.location.key() });
      }
    },
    Parameter(parameter, context) {
      if (!isNode(parameter) || !isId(String(parameter.name))) return;
      const place = { node: parameter, location: context.location };
      const json = mediaTypesOf(context, { raw: parameter, location: context.location }).map(([, type]) => type);
      if ([place, ...json].some((holder) => isOf(allowed, context, child(holder, "schema")))) return;
      context.report({
        message: messageFor("parameter", String(parameter.name)),
        location: context.location.child("name"),
      });
    },
  };
};

function isId(name: string): boolean {
  return /^(.+_)?ids?$/.test(name) && !(name in exemptions);
}

function messageFor(kind: string, name: string): string {
  return `Make the ${kind} ${name} a string, or an array of strings: an id does not fit a JSON number`;
}

function isOf(allowed: string[], context: Context, edge: Edge, seen = new Set<unknown>()): boolean {
  const schema = follow(context, edge);
  if (!schema || seen.has(schema.node)) return false;
  seen.add(schema.node);
  const parts = (keyword: string) => entriesOf(context, schema, keyword).map(([, part]) => part);
  if (schema.node.type !== undefined) {
    return [schema.node.type]
      .flat()
      .every(
        (type) =>
          allowed.includes(String(type)) || (type === "array" && isOf(allowed, context, child(schema, "items"), seen)),
      );
  }
  const branches = [...parts("anyOf"), ...parts("oneOf")];
  if (branches.length > 0) return branches.every((part) => isOf(allowed, context, part, new Set(seen)));
  return parts("allOf").some((part) => isOf(allowed, context, part, new Set(seen)));
}
