import ts from "typescript";
import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";
import { nameOf } from "../../specs/schemas.ts";

/** Lists that are sent are read-only, so that constants can be passed. */
export function readonlyLists<Node extends ts.Node>(node: Node): Node {
  const visit = (inner: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(inner, visit, undefined);
    return ts.isArrayTypeNode(visited)
      ? ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited)
      : visited;
  };
  return visit(node) as Node;
}

/** These schemas and all that they refer to. */
export function reachable(document: OpenApiDocument, names: readonly string[]): Set<string> {
  const found = new Set(names);
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const name = nameOf(value as Schema);
    if (name !== undefined) found.add(name);
    Object.values(value).forEach(visit);
  };
  for (const name of found) visit(document.components?.schemas?.[name]); // grows while it is walked
  return found;
}
