import ts from "typescript";
import type { DescribedOperation } from "../functions/describe-operations.ts";
import { nameOf, schemaType } from "./components.ts";

/**
 * Refers to the types that functions have for the ids and the parameters of an operation, and adds what openapi-typescript
 * cannot express: `defaultFields: ListBooksDefaultField`.
 */
export function nameParts(
  operations: ts.InterfaceDeclaration,
  described: readonly DescribedOperation[],
): ts.InterfaceDeclaration {
  const byId = new Map(described.map((operation) => [operation.operationId, operation]));
  return updateMembers(operations, (id, type) => {
    const operation = byId.get(id);
    if (!operation || !ts.isTypeLiteralNode(type)) return type;
    const { ids, parameters, defaultField, hasHeaders } = operation;
    const named = updateLiteral(type, (part, own) => {
      if (part !== "parameters" || !ts.isTypeLiteralNode(own)) return own;
      return updateLiteral(own, (place, value) => {
        if (place === "path" && ids) return schemaType(ids);
        return place === "query" && parameters && !hasHeaders ? schemaType(parameters) : value;
      });
    });
    return defaultField ? addMember(named, "defaultFields", schemaType(defaultField)) : named;
  });
}

type Change = (name: string, type: ts.TypeNode) => ts.TypeNode;

export function updateMembers(declaration: ts.InterfaceDeclaration, change: Change): ts.InterfaceDeclaration {
  const { modifiers, name, typeParameters, heritageClauses, members } = declaration;
  const changed = members.map((member) => updateMember(member, change));
  return ts.factory.updateInterfaceDeclaration(declaration, modifiers, name, typeParameters, heritageClauses, changed);
}

function updateLiteral(literal: ts.TypeLiteralNode, change: Change): ts.TypeLiteralNode {
  return ts.factory.createTypeLiteralNode(literal.members.map((member) => updateMember(member, change)));
}

function updateMember(member: ts.TypeElement, change: Change): ts.TypeElement {
  if (!ts.isPropertySignature(member) || !member.type) return member;
  const { modifiers, name, questionToken, type } = member;
  return ts.factory.updatePropertySignature(member, modifiers, name, questionToken, change(nameOf(member), type));
}

export function addMember(literal: ts.TypeLiteralNode, name: string, type: ts.TypeNode): ts.TypeLiteralNode {
  const added = ts.factory.createPropertySignature(undefined, name, undefined, type);
  return ts.factory.createTypeLiteralNode([...literal.members, added]);
}
