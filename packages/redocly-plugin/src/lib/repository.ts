import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parse } from "yaml";
import { isNode, isReference, keyOf } from "./nodes.ts";
import { methodsOf, operationName } from "./operations.ts";

interface DescribedOperation {
  name: string;
  operationId: unknown;
  /** Path of the document inside the spec folder. */
  file: string;
  versions: string[];
}

export interface Repository {
  /** Versions that every operation must be described for, oldest first. */
  supported: string[];
  operations: DescribedOperation[];
}

const repositories = new Map<string, Repository>();

/** All documents of the spec folder that contains the document, read once per process. */
export function repositoryOf(document: string): Repository {
  const folder = dirname(dirname(document));
  const known = repositories.get(folder);
  if (known) return known;
  const repository = readRepository(folder);
  repositories.set(folder, repository);
  return repository;
}

export function fileOf(document: string): string {
  return relative(dirname(dirname(document)), document);
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function readRepository(folder: string): Repository {
  const files = new Map<string, unknown>();

  function read(file: string): unknown {
    if (!files.has(file)) files.set(file, readYaml(file));
    return files.get(file);
  }

  function valueOf(value: unknown, file: string, depth = 0): unknown {
    if (!isReference(value) || depth > 8) return value; // deeper than real documents; stops circular references
    const [path = "", pointer = ""] = value.$ref.split("#");
    const target = path === "" ? file : resolve(dirname(file), path);
    const keys = pointer.split("/").slice(1).map(keyOf);
    const found = keys.reduce((node, key) => (isNode(node) ? node[key] : undefined), read(target));
    return valueOf(found, target, depth + 1);
  }

  function operationsIn(file: string): DescribedOperation[] {
    const root = read(file);
    if (!isNode(root)) return [];
    const versions = stringsOf(valueOf(root["x-graph-versions"], file));
    return ["paths", "webhooks"].flatMap((section) =>
      Object.entries(root[section] ?? {}).flatMap(([path, raw]) => {
        const pathItem = valueOf(raw, file);
        if (!isNode(pathItem)) return [];
        return methodsOf(pathItem).map((method) => {
          const operation = pathItem[method];
          const operationId = isNode(operation) ? operation.operationId : undefined;
          return { name: operationName(section, path, method), operationId, file: relative(folder, file), versions };
        });
      }),
    );
  }

  const versions = read(join(folder, "shared", "versions.yaml"));
  return {
    supported: stringsOf(isNode(versions) ? versions.all : undefined),
    operations: documentsIn(folder).flatMap(operationsIn),
  };
}

function documentsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "shared")
    .map((entry) => join(folder, entry.name))
    .flatMap((domain) => readdirSync(domain).map((name) => join(domain, name)))
    .filter((file) => file.endsWith(".yaml"))
    .toSorted();
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // the file's own lint reports that it cannot be read
  }
}
