import { tsUnion } from "openapi-typescript";
import ts from "typescript";
import { answerOf, nodeOf, type OpenApiDocument, operationsOf, parametersOf } from "../../specs/openapi.ts";

/** Operation id → its default fields, for operations whose default is not all fields. */
export function defaultFieldsOf(document: OpenApiDocument): Map<string, string[]> {
  const defaults = new Map<string, string[]>();
  for (const { item, operation } of operationsOf(document)) {
    const fields = parametersOf(document, item, operation).find(({ name }) => name === "fields");
    const names = fields?.["x-default-fields"];
    const answer = answerOf(document, operation);
    if (!names || !answer) continue;
    const all = Object.keys(nodeOf(document, answer).properties ?? {});
    const areAll = all.length > 0 && all.every((name) => name === "id" || names.includes(name));
    if (!areAll) defaults.set(operation.operationId, names);
  }
  return defaults;
}

/** Adds to `interface operations` what openapi-typescript cannot express: `defaultFields: "id" | "name"` */
export function addDefaultFields(
  operations: ts.InterfaceDeclaration,
  defaults: Map<string, string[]>,
): ts.InterfaceDeclaration {
  const { factory } = ts;
  const members = operations.members.map((member) => {
    const names = member.name && ts.isIdentifier(member.name) ? defaults.get(member.name.text) : undefined;
    if (!names || !ts.isPropertySignature(member) || !member.type || !ts.isTypeLiteralNode(member.type)) return member;
    const literals = names.map((name) => factory.createLiteralTypeNode(factory.createStringLiteral(name)));
    const added = factory.createPropertySignature(undefined, "defaultFields", undefined, tsUnion(literals));
    const type = factory.createTypeLiteralNode([...member.type.members, added]);
    return factory.updatePropertySignature(member, member.modifiers, member.name, member.questionToken, type);
  });
  const { modifiers, name, typeParameters, heritageClauses } = operations;
  return factory.updateInterfaceDeclaration(operations, modifiers, name, typeParameters, heritageClauses, members);
}
