import ts from "typescript";
import { type OpenApiDocument, operationsOf, type Schema } from "../../specs/openapi.ts";
import { type Declaration, nameOf } from "./components.ts";
import { nameOf as schemaName } from "./references.ts";
import { type SentSchemas, wireSchemasOf } from "./sent-schemas.ts";

const holder = " wire";

/** Calls by path send everything themselves: their bodies keep what {@link rewriteSent} takes out of schemas. */
export function addWireSchemas(document: OpenApiDocument, sent: SentSchemas): void {
  const wire = wireSchemasOf(document, sent);
  if (wire.size === 0) return;
  for (const { operation } of operationsOf(document)) {
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      media.schema = wire.get(schemaName(media.schema ?? {}) ?? "") ?? media.schema ?? {};
    }
  }
  const properties: Record<string, Schema> = structuredClone(Object.fromEntries(wire));
  document.components = { ...document.components };
  document.components.schemas = {
    ...document.components.schemas,
    [holder]: { type: "object", required: [...wire.keys()], properties },
  };
}

/** Separates the types that {@link addWireSchemas} added. */
export function takeWireTypes(declarations: Declaration[]): {
  schemas: Declaration[];
  wire: ReadonlyMap<string, ts.TypeNode>;
} {
  const added = declarations.find(({ name }) => name.text === holder);
  const members = added && ts.isInterfaceDeclaration(added) ? added.members.filter(ts.isPropertySignature) : [];
  return {
    schemas: declarations.filter((declaration) => declaration !== added),
    wire: new Map(members.flatMap((member) => (member.type ? [[nameOf(member), member.type]] : []))),
  };
}
