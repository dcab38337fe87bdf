import { globSync } from "node:fs";
import { join, sep } from "node:path";
import { otherFolders } from "../specs/documents.ts";
import { type OpenApiDocument, type Operation, operationsOf } from "../specs/openapi.ts";
import { listPackages } from "../specs/packages.ts";
import { readYaml } from "../specs/read-yaml.ts";

/** What the repository already has. References are not resolved. */
export interface Known {
  /** The folders in `packages/`. */
  packages: string[];
  documents: (OpenApiDocument & { file: string })[];
  operations: { file: string; path: string; method: string; operation: Operation }[];
  /** Path parameters that `specs/shared/ids.yaml` describes: their name → their key. */
  sharedIds: Map<string, string>;
}

export async function readKnown(root: string): Promise<Known> {
  const files = globSync(`specs/!(${otherFolders.join("|")})/*.yaml`, { cwd: root })
    .map((file) => file.replaceAll(sep, "/"))
    .toSorted();
  const documents = await Promise.all(
    files.map(async (file) => ({ file, ...(await readYaml<OpenApiDocument>(join(root, file))) })),
  );
  const ids = await readYaml<{ components: { parameters: Record<string, { name: string }> } }>(
    join(root, "specs/shared/ids.yaml"),
  );
  return {
    packages: await listPackages(root),
    documents,
    operations: documents.flatMap((document) =>
      [...operationsOf(document)].map((found) => ({ file: document.file, ...found })),
    ),
    sharedIds: new Map(Object.entries(ids.components.parameters).map(([key, { name }]) => [name, key])),
  };
}

export function documentsOf(domain: string, { documents }: Known): Known["documents"] {
  return documents.filter(({ file }) => file.startsWith(`specs/${domain}/`));
}
