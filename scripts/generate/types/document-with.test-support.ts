import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";
import { writeDomain } from "../domain.ts";

/** A document of these schemas and paths. */
export function documentWith(schemas: Record<string, Schema>, paths: OpenApiDocument["paths"] = {}): OpenApiDocument {
  return { openapi: "3.1.0", info: { title: "Books", version: "1.0.0" }, paths, components: { schemas } };
}

/** The generated files of a domain with this document alone, by name. */
export async function writeFiles(openapi: OpenApiDocument): Promise<Record<string, string>> {
  const versions = { all: ["v25.0"], default: "v25.0" };
  const document = { domain: "books", name: "books", file: "books.yaml", versions: versions.all, openapi, at: String };
  return (await writeDomain("books", [document], versions)).files;
}

/** The same as one text. */
export async function writeTypes(openapi: OpenApiDocument): Promise<string> {
  return Object.values(await writeFiles(openapi)).join("\n");
}
