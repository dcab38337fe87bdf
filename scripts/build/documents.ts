import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { outlineOf } from "../../packages/sandbox/src/server/outline.ts";
import type { SpecDocument } from "../specs/documents.ts";
import type { OpenApiDocument } from "../specs/openapi.ts";

/** Path below `openapi/` → document, or an index of all. */
type Documents = Map<string, object>;

/** For readers of one version: `v25.0/partners.json` describes v25.0 and nothing else. */
export function documentsPerVersion(documents: SpecDocument[]): Documents {
  const files: Documents = new Map();
  for (const { name, openapi, versions } of documents) {
    const [api] = name.split(".");
    for (const version of versions) files.set(`${version}/${api}.json`, narrow(openapi, version));
  }
  return files;
}

/**
 * For users of all versions: `preverified-numbers/partners.v23.0.json`, unchanged, and an `index.json` with the outline of
 * each, so that a sandbox reads only the documents of the operations that are called.
 */
export function allDocuments(documents: SpecDocument[]): Documents {
  const files: Documents = new Map();
  const outlines = new Map<string, object>();
  for (const { domain, name, versions, openapi } of documents) {
    const { paths } = openapi;
    if (paths === undefined) continue;
    const file = `${domain}/${name}.json`;
    files.set(file, openapi);
    outlines.set(file, outlineOf({ ...openapi, paths, "x-graph-versions": versions }));
  }
  const names = [...outlines.keys()].toSorted(); // as a directory of documents without an index is read
  return files.set("index.json", Object.fromEntries(names.map((name) => [name, outlines.get(name)])));
}

export async function writeDocuments(folder: string, documents: Documents): Promise<void> {
  const target = join(folder, "openapi");
  await rm(target, { recursive: true, force: true });
  for (const [path, document] of documents) {
    const file = join(target, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(document)}\n`);
  }
}

function narrow(openapi: OpenApiDocument, version: string): OpenApiDocument {
  const document = structuredClone(openapi);
  document["x-graph-versions"] = [version];
  for (const server of document.servers ?? []) {
    const variable = server.variables?.version;
    if (variable) Object.assign(variable, { enum: [version], default: version });
  }
  return document;
}
