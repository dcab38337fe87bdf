import ts from "typescript";
import { schemaType } from "../types/components.ts";
import { addMember, updateMembers } from "../types/operations.ts";
import { pascalCase, suffixOf } from "../words.ts";
import type { DescribedFunction } from "./describe-operations.ts";
import type { DomainFunction } from "./join-versions.ts";

/**
 * What a document says of operations that differ by version: operation id → declaration. Hovers show its name twice, so
 * it is short: the method and the first version, `GetV25`; with the operation, `ListBooksV25`, if there are two such.
 */
export type Shapes = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** `versions` are those that the document describes. */
export function shapesOf(
  own: readonly DescribedFunction[],
  functions: readonly DomainFunction[],
  versions: readonly string[],
): Shapes {
  const byName = new Map(functions.map((described) => [described.name, described]));
  const versioned = own.filter(({ name }) => byName.get(name)?.isVersioned);
  const suffix = suffixOf(versions[0] ?? "");
  return new Map(
    versioned.map((described) => {
      const { variants = [] } = byName.get(described.name) ?? {};
      const hasFields = variants.some((variant) => variant.described.hasFields);
      const isOnly = versioned.filter(({ method }) => method === described.method).length === 1;
      const name = `${pascalCase(isOnly ? described.method : described.name)}${suffix}`;
      return [described.operation.operationId, declareShape(name, described, hasFields && !described.hasFields)];
    }),
  );
}

/** Adds the declarations, and to each operation a member that lets its function infer them: `shape: GetV25`. */
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
  const { ids, input, inputs, answer, defaultAnswer, isInputRequired } = described;
  const keyword = (kind: ts.KeywordTypeSyntaxKind) => factory.createKeywordTypeNode(kind);
  const optional = factory.createToken(ts.SyntaxKind.QuestionToken);
  const refused = factory.createPropertySignature(undefined, "fields", optional, keyword(ts.SyntaxKind.NeverKeyword));
  const refusal = refusesFields ? [factory.createTypeLiteralNode([refused])] : [];
  const joined = (types: ts.TypeNode[]) =>
    types.length > 0 ? factory.createIntersectionTypeNode(types) : factory.createTypeLiteralNode([]);
  const returned = answer ? schemaType(answer) : keyword(ts.SyntaxKind.VoidKeyword);
  const whole = input === undefined ? [...(ids === undefined ? [] : [ids]), ...inputs] : [input];
  const members: [string, ts.TypeNode][] = [
    ["input", joined([...whole.map(schemaType), ...refusal])],
    ["besideIds", joined([...inputs.map(schemaType), ...refusal])],
    ["answer", returned],
    ["defaultAnswer", defaultAnswer ? schemaType(defaultAnswer) : returned],
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
