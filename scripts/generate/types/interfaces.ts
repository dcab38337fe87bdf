import ts from "typescript";
import { type Declaration, nameOf, referredIn } from "./components.ts";

/**
 * Declares `type Novel = Book & { pages: number }` as `interface Novel extends Book`, whose name is shown in errors and
 * hovers; where a part is a union it stays a type.
 */
export function declareInterfaces(declarations: Declaration[]): Declaration[] {
  const known = new Map(declarations.map((declaration) => [declaration.name.text, declaration]));
  const partsOf = (declaration: Declaration): ts.TypeNode[] | undefined => {
    if (ts.isInterfaceDeclaration(declaration)) return [];
    const selection = selectionIn(declaration.type);
    if (selection) return selection.typeArguments?.slice(0, 1).every(isObject) ? [declaration.type] : undefined;
    const parts = flatten(declaration.type);
    return ts.isIntersectionTypeNode(declaration.type) && parts.every(isObject) && haveOwnNames(parts)
      ? parts
      : undefined;
  };
  const isObject = (part: ts.TypeNode): boolean => {
    const name = referredIn(part);
    const declaration = name === undefined ? undefined : known.get(name);
    return ts.isTypeLiteralNode(part) || (declaration !== undefined && partsOf(declaration) !== undefined);
  };
  return declarations.map((declaration) => {
    const parts = partsOf(declaration);
    return parts?.length && ts.isTypeAliasDeclaration(declaration) ? extend(declaration, parts) : declaration;
  });
}

/** Whether no two of the object types have a property of one name, which an interface could declare only once. */
function haveOwnNames(parts: ts.TypeNode[]): boolean {
  const names = parts.filter(ts.isTypeLiteralNode).flatMap(({ members }) => members.map(nameOf));
  return new Set(names).size === names.length;
}

function extend(alias: ts.TypeAliasDeclaration, parts: ts.TypeNode[]): ts.InterfaceDeclaration {
  const { factory } = ts;
  const bases = parts.flatMap((part) => {
    const name = referredIn(part);
    if (name !== undefined)
      return [factory.createExpressionWithTypeArguments(factory.createIdentifier(name), undefined)];
    const selection = selectionIn(part);
    return selection ? [selection] : [];
  });
  const members = parts.filter(ts.isTypeLiteralNode).flatMap((part) => part.members);
  const heritage = bases.length > 0 ? [factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, bases)] : [];
  const declared = factory.createInterfaceDeclaration(alias.modifiers, alias.name, undefined, heritage, members);
  return ts.setSyntheticLeadingComments(declared, ts.getSyntheticLeadingComments(alias));
}

/** `runtime.Select<Book, "title">` as what an interface extends. */
function selectionIn(type: ts.TypeNode): ts.ExpressionWithTypeArguments | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isQualifiedName(type.typeName)) return undefined;
  const { left, right } = type.typeName;
  if (!ts.isIdentifier(left) || right.text !== "Select") return undefined;
  const select = ts.factory.createPropertyAccessExpression(left, right);
  return ts.factory.createExpressionWithTypeArguments(select, type.typeArguments);
}

function flatten(type: ts.TypeNode): ts.TypeNode[] {
  if (ts.isParenthesizedTypeNode(type)) return flatten(type.type);
  return ts.isIntersectionTypeNode(type) ? type.types.flatMap(flatten) : [type];
}
