import ts from "typescript";
import { type OpenApiDocument, resolve, type Schema } from "../../specs/openapi.ts";
import { templateType } from "./template-type.ts";

const openString = "x-open-string";

/** Finds `anyOf: [<enum>, {type: string}]` and marks the string, which would absorb the enum. */
export function markOpenStrings(document: OpenApiDocument, { anyOf }: Schema): void {
  if (!Array.isArray(anyOf) || !anyOf.some((branch) => resolve(document, branch).enum)) return;
  for (const branch of anyOf) {
    if (branch.type === "string" && !branch.enum) branch[openString] = true;
  }
}

/** The type of a string beside listed ones. */
export function typeOfOpenString(schema: Schema): ts.TypeNode | undefined {
  if (schema[openString]) return openStringType();
  // any string that is not listed: it equals none of the listed ones, so that they still narrow the union
  return schema.type === "string" && schema.not ? templateType("", " (other)") : undefined;
}

/** `string & {}`, which keeps the known members of a union for editor completion. */
function openStringType(): ts.TypeNode {
  return ts.factory.createParenthesizedType(
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([]),
    ]),
  );
}
