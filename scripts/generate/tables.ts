import { markdownTable } from "../lib/markdown.ts";
import type { SpecDocument } from "../specs/documents.ts";
import type { Versions } from "../specs/versions.ts";
import { type Operation, operationsOf } from "../specs/openapi.ts";
import type { DomainFunction } from "./functions/join-versions.ts";

interface DescribedCall {
  /** As the default version has it. */
  operation: Operation;
  versions: string[];
}

const mostNames = 4; // required parameters to list in a cell

/** The operations of a domain: one row for each function, and for each call that no generated function makes. */
export function operationsTable(
  documents: SpecDocument[],
  functions: DomainFunction[],
  handWritten: ReadonlySet<string>,
  versions: Versions,
): string {
  const rows = [...callsOf(documents, versions.default)].flatMap(([call, { operation, versions: described }]) => {
    const range = versions.all.filter((version) => described.includes(version));
    const rest = [`${range[0]}–${range.at(-1)}`, `[page](${operation.externalDocs?.url ?? ""})`];
    const own = functions.filter(({ method, path }) => keyOf(method, path) === call);
    if (own.length > 0) return own.map((each) => [code(each.name), code(call), effectOf(each), ...rest]);
    const { operationId, summary = operationId } = operation;
    return [[handWritten.has(operationId) ? code(operationId) : "", code(call), summary, ...rest]];
  });
  return markdownTable({ head: ["function", "call by path", "what it does", "Graph versions", "Meta's page"], rows });
}

/** `GET /{waba_id}` → its operation in all versions */
function callsOf(documents: SpecDocument[], defaultVersion: string): Map<string, DescribedCall> {
  const calls = new Map<string, DescribedCall>();
  for (const { openapi, versions } of documents) {
    for (const { address, method, operation } of operationsOf(openapi)) {
      const key = keyOf(method, address);
      const known = calls.get(key);
      const isShown = !known || versions.includes(defaultVersion);
      calls.set(key, {
        operation: isShown ? operation : known.operation,
        versions: [...(known?.versions ?? []), ...versions],
      });
    }
  }
  return calls;
}

/** What a function does, with what it requires beside the ids of its path. */
function effectOf({ shown }: DomainFunction): string {
  const { operation, required } = shown.described;
  const { operationId, summary = operationId } = operation;
  return required.length > 0 && required.length <= mostNames ? `${summary}: ${required.map(code).join(", ")}` : summary;
}

function keyOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

function code(text: string): string {
  return `\`${text}\``;
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
