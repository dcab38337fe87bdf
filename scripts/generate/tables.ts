import { markdownTable } from "../lib/markdown.ts";
import type { SpecDocument } from "../specs/documents.ts";
import type { Versions } from "../specs/versions.ts";
import { operationsOf } from "../specs/openapi.ts";

/** The operations of a domain, one row each, with the versions if those have separate pages. */
export function operationsTable(documents: SpecDocument[], versions: Versions): string {
  const rows = new Map<string, { path: string; method: string; summary: string; url: string; versions: string[] }>();
  for (const { openapi, versions: described } of documents) {
    for (const { path, method, operation } of operationsOf(openapi)) {
      const key = `${path} ${method}`;
      const row = rows.get(key);
      const isDefault = described.includes(versions.default);
      if (row) row.versions.push(...described);
      if (!row || isDefault) {
        rows.set(key, {
          path,
          method: method.toUpperCase(),
          summary: operation.summary ?? operation.operationId,
          url: operation.externalDocs?.url ?? "",
          versions: row?.versions ?? [...described],
        });
      }
    }
  }
  return markdownTable({
    head: ["call", "what it does", "Graph versions", "Meta's page"],
    rows: [...rows.values()].map(({ path, method, summary, url, versions: described }) => {
      const range = versions.all.filter((version) => described.includes(version));
      return [`\`${method} ${path}\``, summary, `${range[0]}–${range.at(-1)}`, `[page](${url})`];
    }),
  });
}

export interface PackageRow {
  name: string;
  folder: string;
  description: string;
  operations: number | undefined;
}

/** The packages of the repository, one row each. */
export function packagesTable(packages: PackageRow[]): string {
  return markdownTable({
    head: ["package", "what it is", "operations"],
    rows: packages.map(({ name, folder, description, operations }) => [
      `[\`${name}\`](packages/${folder})`,
      description,
      String(operations ?? ""),
    ]),
  });
}

/** `v24.0, v25.0 (the default) and v26.0` */
export function versionsPhrase({ all, default: chosen }: Versions): string {
  const names = all.map((version) => (version === chosen ? `${version} (the default)` : version));
  return new Intl.ListFormat("en-GB").format(names);
}
