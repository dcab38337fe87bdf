import ts from "typescript";
import { schemaType } from "../types/components.ts";
import { addMember, updateMembers } from "../types/operations.ts";
import type { DescribedFunction } from "./describe-operations.ts";
import type { DomainFunction } from "./join-versions.ts";

/** What a document says of operations that differ by version: operation id → declaration. */
export type Shapes = ReadonlyMap<string, ts.InterfaceDeclaration>;

export function shapesOf(own: readonly DescribedFunction[], functions: readonly DomainFunction[]): Shapes {
  const byName = new Map(functions.map((described) => [described.name, described]));
  return new Map(
    own.flatMap((described) => {
      const { shape, variants = [] } = byName.get(described.name) ?? {};
      const hasFields = variants.some((variant) => variant.described.hasFields);
      return shape === undefined
        ? []
        : [[described.operation.operationId, declareShape(shape, described, hasFields && !described.hasFields)]];
    }),
  );
}

/** Adds the declarations, and to each operation a member that lets its function infer them: `shape: ListBooksShape`. */
export function addShapes(nodes: readonly ts.InterfaceDeclaration[], shapes: Shapes): ts.InterfaceDeclaration[] {
  const calls = nodes.map((node) =>
    updateMembers(node, (id, type) => {
      const shape = shapes.get(id);
      if (!shape || !ts.isTypeLiteralNode(type)) return type;
      return addMember(type, "shape", ts.factory.createTypeReferenceNode(shape.name.text));
    }),
  );
  return [...shapes.values(), ...calls];
}

function declareShape(name: string, described: DescribedFunction, refusesFields: boolean): ts.InterfaceDeclaration {
  const { factory } = ts;
  const { inputs, answer, defaultField, isInputRequired } = described;
  const keyword = (kind: ts.KeywordTypeSyntaxKind) => factory.createKeywordTypeNode(kind);
  const optional = factory.createToken(ts.SyntaxKind.QuestionToken);
  const never = keyword(ts.SyntaxKind.NeverKeyword);
  const refused = refusesFields ? [factory.createPropertySignature(undefined, "fields", optional, never)] : [];
  const own = [...inputs.map(schemaType), ...(refusesFields ? [factory.createTypeLiteralNode(refused)] : [])];
  const input = own.length > 0 ? factory.createIntersectionTypeNode(own) : factory.createTypeLiteralNode([]);
  const members: [string, ts.TypeNode][] = [
    ["input", input],
    ["answer", answer ? schemaType(answer) : keyword(ts.SyntaxKind.VoidKeyword)],
    ["defaultField", defaultField ? schemaType(defaultField) : never],
    ["isInputRequired", factory.createLiteralTypeNode(isInputRequired ? factory.createTrue() : factory.createFalse())],
  ];
  return factory.createInterfaceDeclaration(
    [factory.createModifier(ts.SyntaxKind.ExportKeyword)],
    name,
    undefined,
    undefined,
    members.map(([member, type]) => factory.createPropertySignature(undefined, member, undefined, type)),
  );
}
