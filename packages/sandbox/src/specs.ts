import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Schema } from "./server/schemas.ts";

/** A bundled OpenAPI 3.1 document with the Graph API versions that it describes. */
export interface SpecDocument extends Schema {
  readonly "x-graph-versions": readonly string[];
  readonly paths: Readonly<Record<string, Schema>>;
}

/** Where the build puts the bundled documents. */
export const defaultSpecs = new URL("../openapi/", import.meta.url);

/** Reads every `<directory>/<domain>/<api>.json`, in the order of their names. */
export async function loadSpecs(directory: URL | string): Promise<SpecDocument[]> {
  const root = typeof directory === "string" ? directory : fileURLToPath(directory);
  const documents: SpecDocument[] = [];
  for (const domain of await listDirectory(root)) {
    if (!domain.isDirectory()) continue;
    for (const file of await listDirectory(join(root, domain.name))) {
      if (file.name.endsWith(".json")) documents.push(await readDocument(join(root, domain.name, file.name)));
    }
  }
  if (documents.length > 0) return documents;
  throw new Error(`Cannot load the OpenAPI documents: there are none in ${root}, run the build to bundle them`);
}

async function listDirectory(path: string) {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    throw new Error(`Cannot load the OpenAPI documents: ${path} cannot be read, run the build to create it`, { cause });
  }
}

async function readDocument(path: string): Promise<SpecDocument> {
  let document: unknown;
  try {
    document = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new Error(`Cannot load ${path}: it is not JSON, run the build again`, { cause });
  }
  if (isSpecDocument(document)) return document;
  throw new Error(`Cannot load ${path}: it has no paths or no list x-graph-versions at its root`);
}

function isSpecDocument(value: unknown): value is SpecDocument {
  if (typeof value !== "object" || value === null || !("x-graph-versions" in value) || !("paths" in value))
    return false;
  return Array.isArray(value["x-graph-versions"]) && typeof value.paths === "object" && value.paths !== null;
}
