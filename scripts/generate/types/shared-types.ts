import ts from "typescript";
import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";

const sharedType = "x-shared-type";

/** Schemas of `specs/shared` with types in the runtime, so that all packages share them. */
const runtimeTypes: Record<string, string> = {
  GraphErrorObject: 'runtime.GraphErrorResponse["error"]',
  GraphErrorResponse: "runtime.GraphErrorResponse",
  Paging: "runtime.Paging",
};

/** The document, with the schemas marked that have types in the runtime. */
export function shareTypes(document: OpenApiDocument): OpenApiDocument {
  const schemas = Object.entries(document.components?.schemas ?? {}).map(([name, schema]): [string, Schema] => {
    const type = runtimeTypes[name];
    return [name, type === undefined ? schema : { [sharedType]: type }];
  });
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(schemas) } };
}

/** The type of a schema that {@link shareTypes} marked. */
export function typeOfShared(schema: Schema): ts.TypeNode | undefined {
  const shared = schema[sharedType];
  return typeof shared === "string" ? ts.factory.createTypeReferenceNode(shared) : undefined;
}

/** The import that these declarations need, if any. */
export function runtimeImport(text: string): string[] {
  return /\bruntime\.[A-Z]/.test(text) ? ['import type * as runtime from "@openwaba/runtime";'] : [];
}
