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

function nameOf({ name }: ts.TypeElement): string {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "";
}

/** Replaces each `components["schemas"]["Book"]` by what `rename` makes of the declaration's name, `Book`. */
export function renameReferences<Node extends ts.Node>(node: Node, rename: (name: string) => string): Node {
  const visit = (inner: ts.Node): ts.Node => {
    const name = referredIn(inner);
    return name === undefined
      ? ts.visitEachChild(inner, visit, undefined)
      : ts.factory.createTypeReferenceNode(rename(name));
  };
  return visit(node) as Node;
}

/** `components["schemas"]["Book"]` → `Book` */
function referredIn(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const suffix = suffixes.get(literalOf(node.objectType.indexType) ?? "");
  const name = literalOf(node.indexType);
  return suffix === undefined || name === undefined ? undefined : name + suffix;
}

function literalOf(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}
