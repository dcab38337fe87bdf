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

const mostNames = 8; // parameters to list in a cell

/**
 * The operations of a domain: one row for each function, and for each call that no generated function makes.
 *
 * @param reference URL of the pages of the operations
 */
export function operationsTable(
  documents: SpecDocument[],
  functions: DomainFunction[],
  handWritten: ReadonlySet<string>,
  versions: Versions,
  reference: string,
): string {
  const rows = [...callsOf(documents, versions.default)].flatMap(([call, { operation, versions: described }]) => {
    const { operationId, summary = operationId, externalDocs } = operation;
    const range = versions.all.filter((version) => described.includes(version));
    const rest = [code(call), `${range[0]}–${range.at(-1)}`, `[Meta](${externalDocs?.url ?? ""})`];
    const linked = (name: string) => `[${code(name)}](${reference}/${operationId})`;
    const own = functions.filter(({ method, path }) => keyOf(method, path) === call);
    if (own.length > 0) {
      return own.map((each) => [
        linked(each.name),
        each.shown.described.operation.summary ?? summary,
        parametersOf(each),
        ...rest,
      ]);
    }
    const isHelper = handWritten.has(operationId);
    return [[isHelper ? linked(operationId) : "", summary, isHelper ? "see above" : "", ...rest]];
  });
  return markdownTable({
    head: ["function", "what it does", "parameters", "call by path", "Graph versions", "source"],
    rows,
  });
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

/**
 * What a function takes, without the ids of its path and what it fills in: the optional ones after the required ones,
 * with a `?`.
 */
function parametersOf({ places, constants, shown }: DomainFunction): string {
  const { required } = shown.described;
  const known = new Set([...required, ...constants.keys()]);
  const optional = [...places.keys()].filter((name) => places.get(name) !== "path" && !known.has(name));
  const names = [...required, ...optional.map((name) => `${name}?`)];
  const more = names.length - mostNames;
  const shownNames = names.slice(0, more > 0 ? mostNames : undefined).map(code);
  return [...shownNames, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
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
