// Builds the package in the current folder: compiles src/ to dist/, one file for each entry, and, with --documents, bundles to openapi/
// the OpenAPI documents of its own domain, one per Graph version, or those of all domains.
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build/bundle.ts";
import { compile } from "./build/compile.ts";
import { allDocuments, documentsPerVersion, writeDocuments } from "./build/documents.ts";
import { listDomains, readDocuments } from "./specs/documents.ts";

const root = join(import.meta.dirname, "..");
const folder = process.cwd();
const { values } = parseArgs({ options: { documents: { type: "string" } } });

await rm(join(folder, "dist"), { recursive: true, force: true });
if (!(await compile(root, folder))) process.exit(1);
await bundle(folder);

if (values.documents === "own") {
  await writeDocuments(folder, documentsPerVersion(await readDocuments(root, [basename(folder)])));
} else if (values.documents === "all") {
  await writeDocuments(folder, allDocuments(await readDocuments(root, await listDomains(root))));
} else if (values.documents !== undefined) {
  throw new TypeError(`Cannot build: --documents must be own or all, not ${values.documents}`);
}
