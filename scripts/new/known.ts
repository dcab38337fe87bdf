import { globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { parse } from "yaml";
import { otherFolders } from "../specs/documents.ts";
import { type OpenApiDocument, operationsOf } from "../specs/openapi.ts";
import { listPackages } from "../specs/packages.ts";

/** What the repository already has. */
export interface Known {
  /** The folders in `specs/` and in `packages/`. */
  folders: { specs: string[]; packages: string[] };
  /** All documents by file. */
  documents: Map<string, OpenApiDocument>;
  operations: { file: string; path: string; method: string; operationId: string }[];
  /** Path parameters that `specs/shared/ids.yaml` describes: their name → their key. */
  sharedIds: Map<string, string>;
}

/** Reads the specs without resolving references. */
export async function readKnown(root: string): Promise<Known> {
  const read = async <Content>(file: string): Promise<Content> => {
    const text = await readFile(join(root, file), "utf8");
    try {
      return parse(text);
    } catch (cause) {
      throw new Error(`Cannot read ${file}: ${String(cause).split("\n")[0]}`, { cause });
    }
  };
  const entries = await readdir(join(root, "specs"), { withFileTypes: true });
  const files = globSync("specs/*/*.yaml", { cwd: root })
    .map((file) => file.replaceAll(sep, "/"))
    .filter((file) => !otherFolders.includes(file.split("/")[1] ?? ""));
  const documents = new Map<string, OpenApiDocument>();
  for (const file of files.toSorted()) documents.set(file, await read(file));
  const operations = [...documents].flatMap(([file, document]) =>
    [...operationsOf(document)].map(({ path, method, operation }) => ({
      file,
      path,
      method,
      operationId: operation.operationId,
    })),
  );
  const { components } = await read<{ components: { parameters: Record<string, { name: string }> } }>(
    "specs/shared/ids.yaml",
  );
  return {
    folders: {
      specs: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
      packages: await listPackages(root),
    },
    documents,
    operations,
    sharedIds: new Map(Object.entries(components.parameters).map(([key, { name }]) => [name, key])),
  };
}

/**
 * The document of the same domain that already describes such a node and its `fields`: a list and its node share them
 * if they are equal in all versions.
 */
export function siblingOf(domain: string, schema: string, { documents }: Known): string | undefined {
  for (const [file, { components, "x-graph-versions": versions }] of documents) {
    const isOfAll = JSON.stringify(versions ?? "").includes("versions.yaml#/all");
    if (!isOfAll || !file.startsWith(`specs/${domain}/`)) continue;
    if (schema in (components?.schemas ?? {}) && "Fields" in (components?.parameters ?? {}))
      return file.split("/").at(-1);
  }
  return undefined;
}
