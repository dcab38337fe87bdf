import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";

/** A document of these schemas and paths. */
export function documentWith(schemas: Record<string, Schema>, paths: OpenApiDocument["paths"] = {}): OpenApiDocument {
  return { openapi: "3.1.0", info: { title: "Books", version: "1.0.0" }, paths, components: { schemas } };
}
