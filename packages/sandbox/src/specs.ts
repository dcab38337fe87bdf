import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allowHttpCallbacks } from "./server/local-callbacks.ts";
import { isOutline, type Outline } from "./server/outline.ts";
import { isSchema, type SpecDocument } from "./server/schemas.ts";

/** A document of which no operation was called yet. */
export interface UnreadDocument {
  /** Name of the package that calls its operations. */
  readonly domain?: string;
  readonly outline: Outline;
  /**
   * Reads the document.
   *
   * @throws Error if the file is gone, or not a document
   */
  readonly read: () => SpecDocument;
}

/** Where the build puts the bundled documents. */
export const defaultSpecs = new URL("../openapi/", import.meta.url);

/**
 * Finds the documents of a directory. If the build made an `index.json` for them, each is read when one of its operations
 * is called for the first time, else all are read now.
 */
export async function openSpecs(directory: URL | string): Promise<(SpecDocument | UnreadDocument)[]> {
  const root = pathOf(directory);
  const file = join(root, "index.json");
  if (!existsSync(file)) return loadSpecs(root);
  const outlines = readJson(file);
  if (!isSchema(outlines) || !Object.values(outlines).every(isOutline))
    throw new Error(`Cannot load ${file}: it is no index of documents, run the build again`);
  return Object.entries(outlines as Readonly<Record<string, Outline>>).map(([name, outline]) => {
    let document: SpecDocument | undefined;
    const domain = String(name.split("/")[0]);
    return { domain, outline, read: () => (document ??= readDocument(join(root, name))) };
  });
}

/** Reads every `<directory>/<domain>/<api>.json`, in the order of their names. */
export async function loadSpecs(directory: URL | string): Promise<SpecDocument[]> {
  const root = pathOf(directory);
  const documents: SpecDocument[] = [];
  for (const domain of await listDirectory(root)) {
    if (!domain.isDirectory()) continue;
    for (const file of await listDirectory(join(root, domain.name))) {
      if (file.name.endsWith(".json")) documents.push(readDocument(join(root, domain.name, file.name)));
    }
  }
  if (documents.length > 0) return documents;
  throw new Error(`Cannot load the OpenAPI documents: there are none in ${root}, run the build to bundle them`);
}

function pathOf(directory: URL | string): string {
  return typeof directory === "string" ? directory : fileURLToPath(directory);
}

async function listDirectory(path: string) {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch (cause) {
    throw new Error(`Cannot load the OpenAPI documents: ${path} cannot be read, run the build to create it`, { cause });
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Error(`Cannot load ${path}: it cannot be read as JSON, run the build again`, { cause });
  }
}

function readDocument(path: string): SpecDocument {
  const document = readJson(path);
  if (isSpecDocument(document)) return allowHttpCallbacks(document);
  throw new Error(`Cannot load ${path}: it has no paths or no list x-graph-versions at its root`);
}

function isSpecDocument(value: unknown): value is SpecDocument {
  if (typeof value !== "object" || value === null || !("x-graph-versions" in value) || !("paths" in value))
    return false;
  return Array.isArray(value["x-graph-versions"]) && typeof value.paths === "object" && value.paths !== null;
}
