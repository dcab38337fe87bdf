import ts from "typescript";
import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";

const sharedType = "x-shared-type";

/** Schemas of `specs/shared` with types in the runtime, so that all packages share them. */
const runtimeTypes: Record<string, string> = {
  GraphErrorObject: 'GraphErrorResponse["error"]',
  GraphErrorResponse: "GraphErrorResponse",
  Paging: "Paging",
};

/** Marks the schemas with types in the runtime. Returns the lines that import these types. */
export function shareTypes(document: OpenApiDocument): string {
  const schemas = document.components?.schemas ?? {};
  const imported = Object.keys(schemas).filter((name) => name in runtimeTypes);
  for (const name of imported) schemas[name] = { [sharedType]: runtimeTypes[name] };
  const names = new Set(imported.map((name) => name.replace("GraphErrorObject", "GraphErrorResponse")));
  return names.size > 0 ? `import type { ${[...names].toSorted().join(", ")} } from "@openwaba/runtime";\n\n` : "";
}

/** The type of a schema that {@link shareTypes} marked. */
export function typeOfShared(schema: Schema): ts.TypeNode | undefined {
  const shared = schema[sharedType];
  return typeof shared === "string" ? ts.factory.createTypeReferenceNode(shared) : undefined;
}
