import { resolve, type Schema } from "./schemas.ts";
import type { SpecDocument } from "../specs.ts";

export interface Parameter extends Schema {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
  /** True if the value is sent as JSON text. */
  readonly isJson: boolean;
}

/** One documented operation, as far as the pipeline needs it. */
export interface Operation {
  readonly operationId: string;
  readonly document: SpecDocument;
  /** False if the call needs no token. */
  readonly needsToken: boolean;
  readonly parameters: readonly Parameter[];
  /** Undefined if the call has no body. */
  readonly requestBody: Schema | undefined;
  /** The response of a successful call. */
  readonly response: {
    readonly status: number;
    readonly contentType: string;
    readonly schema: Schema;
    readonly example: unknown;
    /** All examples, of which the first is `example`. */
    readonly examples: readonly unknown[];
  };
}

/** A path of one document. */
export interface Route {
  readonly template: string;
  /** Whether the platform answers it on a host that knows no versions. */
  readonly isUnversioned: boolean;
  readonly pattern: RegExp;
  /** Names of the path parameters, in order. */
  readonly names: readonly string[];
  /** Examples of the path parameters, by name. */
  readonly examples: Readonly<Record<string, unknown>>;
  /** By HTTP method in upper case. */
  readonly operations: ReadonlyMap<string, Operation>;
}

/** A route that matches a URL, with the values of its path parameters. */
export interface Match {
  readonly route: Route;
  readonly values: Readonly<Record<string, string>>;
}

/** In place of a version, for the paths that have none. */
export const unversioned = "";

/** Every operation of the documents, by Graph API version. */
export class OperationTable {
  readonly versions: readonly string[];
  readonly #routes = new Map<string, Route[]>();

  constructor(documents: readonly SpecDocument[]) {
    const unversionedRoutes: Route[] = [];
    for (const document of documents) {
      const routes = Object.keys(document.paths).map((template) => readRoute(document, template));
      const versioned = routes.filter((route) => !route.isUnversioned);
      for (const version of document["x-graph-versions"]) {
        this.#routes.set(version, [...(this.#routes.get(version) ?? []), ...versioned]);
      }
      unversionedRoutes.push(...routes.filter((route) => route.isUnversioned));
    }
    const numberOf = (version: string) => Number(version.slice(1));
    this.versions = [...this.#routes.keys()].toSorted((one, other) => numberOf(one) - numberOf(other));
    this.#routes.set(unversioned, unversionedRoutes);
  }

  has(operationId: string): boolean {
    const operations = [...this.versions, unversioned].flatMap((version) => this.operations(version));
    return operations.some((operation) => operation.operationId === operationId);
  }

  /** HTTP methods that an operation has, in upper case. */
  get methods(): string[] {
    const routes = [...this.#routes.values()].flat();
    return [...new Set(routes.flatMap((route) => [...route.operations.keys()]))];
  }

  operations(version: string): Operation[] {
    return (this.#routes.get(version) ?? []).flatMap((route) => [...route.operations.values()]);
  }

  /** The routes of a version that match `path`; literal segments take precedence over parameters. */
  match(version: string, path: string): Match[] {
    const matches: Match[] = [];
    for (const route of this.#routes.get(version) ?? []) {
      const found = route.pattern.exec(path);
      if (!found) continue;
      const values = route.names.map((name, index) => [name, decode(found[index + 1] ?? "")]);
      matches.push({ route, values: Object.fromEntries(values) });
    }
    const fewest = Math.min(...matches.map((match) => match.route.names.length));
    return matches.filter((match) => match.route.names.length === fewest);
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // not percent-encoded, so not an id either
  }
}

function readRoute(document: SpecDocument, template: string): Route {
  const item = resolve(document, document.paths[template]);
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map((found) => String(found[1]));
  const source = template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "([^/]+)");
  const operations = new Map<string, Operation>();
  const examples: Record<string, unknown> = {};
  for (const method of ["get", "post", "delete"]) {
    if (item[method] === undefined) continue;
    const operation = readOperation(document, item, resolve(document, item[method]));
    operations.set(method.toUpperCase(), operation);
    for (const parameter of operation.parameters) {
      if (parameter.in === "path") examples[parameter.name] = parameter["example"];
    }
  }
  // a path that is a parameter and nothing else is an address that somebody gave
  const isUnversioned = item["servers"] !== undefined && !/^\/\{[^}]+\}$/.test(template);
  return { template, isUnversioned, pattern: new RegExp(`^${source}$`), names, examples, operations };
}

function readOperation(document: SpecDocument, item: Schema, source: Schema): Operation {
  const security = source["security"] ?? document["security"];
  const parameters = new Map<string, Parameter>();
  for (const node of [...list(item["parameters"]), ...list(source["parameters"])]) {
    const parameter = resolve(document, node);
    const name = String(parameter["name"]);
    const location = String(parameter["in"]);
    const json = resolve(document, resolve(document, parameter["content"])["application/json"])["schema"];
    const schema = resolve(document, json ?? parameter["schema"]);
    parameters.set(`${location} ${name}`, { ...parameter, name, in: location, schema, isJson: json !== undefined });
  }
  return {
    operationId: String(source["operationId"]),
    document,
    needsToken: !(Array.isArray(security) && security.length === 0),
    parameters: [...parameters.values()],
    requestBody: source["requestBody"] === undefined ? undefined : resolve(document, source["requestBody"]),
    response: readResponse(document, source),
  };
}

function readResponse(document: SpecDocument, source: Schema): Operation["response"] {
  const responses = resolve(document, source["responses"]);
  const status = Object.keys(responses).find((key) => key.startsWith("2")) ?? "200";
  const content = resolve(document, resolve(document, responses[status])["content"]);
  const contentType =
    "application/json" in content ? "application/json" : (Object.keys(content)[0] ?? "application/json");
  const media = resolve(document, content[contentType]);
  const examples = Object.values(resolve(document, media["examples"])).map(
    (named) => resolve(document, named)["value"],
  );
  return {
    status: Number(status),
    contentType: contentType.replace("*/*", "application/octet-stream"),
    schema: resolve(document, media["schema"]),
    example: examples[0],
    examples,
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
