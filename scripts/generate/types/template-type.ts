import ts from "typescript";

/** `` `${head}${string}${tail}` `` */
export function templateType(head: string, tail: string): ts.TypeNode {
  return ts.factory.createTemplateLiteralType(ts.factory.createTemplateHead(head), [
    ts.factory.createTemplateLiteralTypeSpan(
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTemplateTail(tail),
    ),
  ]);
}
