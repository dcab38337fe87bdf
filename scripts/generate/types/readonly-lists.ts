import ts from "typescript";

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
