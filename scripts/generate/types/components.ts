import ts from "typescript";

export type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** The kinds of components that are declared, and what their names end in: the response `BadRequestResponse`. */
const suffixes = new Map([
  ["schemas", ""],
  ["responses", "Response"],
]);

/** The members of `interface components` as declarations, by kind: an interface for each object, else an alias. */
export function declareComponents(components: ts.InterfaceDeclaration | undefined): Map<string, Declaration[]> {
  const kinds = components?.members ?? [];
  return new Map(kinds.map((kind) => [nameOf(kind), membersOf(kind).map((member) => declare(nameOf(kind), member))]));
}

function declare(kind: string, member: ts.PropertySignature): Declaration {
  const { factory } = ts;
  const { type = factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword) } = member;
  const name = nameOf(member) + (suffixes.get(kind) ?? "");
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const declaration = ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(exported, name, undefined, type);
  return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(member));
}

function membersOf(kind: ts.TypeElement): ts.PropertySignature[] {
  const type = ts.isPropertySignature(kind) ? kind.type : undefined;
  return type && ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : [];
}

export function nameOf({ name }: ts.TypeElement): string {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "";
}

/**
 * Replaces each `components["schemas"]["Book"]`, and `Book` after `extends`, by what `rename` makes of the declaration's
 * name, `Book`.
 */
export function renameReferences<Node extends ts.Node>(node: Node, rename: (name: string) => string): Node {
  const visit = (inner: ts.Node): ts.Node => {
    if (ts.isExpressionWithTypeArguments(inner) && ts.isIdentifier(inner.expression)) {
      const base = ts.factory.createIdentifier(rename(inner.expression.text));
      return ts.factory.createExpressionWithTypeArguments(base, undefined);
    }
    const name = referredIn(inner);
    return name === undefined
      ? ts.visitEachChild(inner, visit, undefined)
      : ts.factory.createTypeReferenceNode(rename(name));
  };
  return visit(node) as Node;
}

/** `Book` → `components["schemas"]["Book"]` */
export function schemaType(name: string): ts.TypeNode {
  const { factory } = ts;
  const index = (type: ts.TypeNode, key: string) =>
    factory.createIndexedAccessTypeNode(type, factory.createLiteralTypeNode(factory.createStringLiteral(key)));
  return index(index(factory.createTypeReferenceNode("components"), "schemas"), name);
}

/** `components["schemas"]["Book"]` → `Book` */
export function referredIn(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const suffix = suffixes.get(literalOf(node.objectType.indexType) ?? "");
  const name = literalOf(node.indexType);
  return suffix === undefined || name === undefined ? undefined : name + suffix;
}

function literalOf(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}
