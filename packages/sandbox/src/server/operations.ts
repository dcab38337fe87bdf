import { type OperationOutline, outlineOf, parametersOf, type RouteOutline, sourceOf, successOf } from "./outline.ts";
import { resolve, type Schema, type SpecDocument } from "./schemas.ts";
import type { UnreadDocument } from "../specs.ts";

export interface Parameter extends Schema {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
  /** True if the value is sent as JSON text. */
  readonly isJson: boolean;
}

/** One documented operation, as far as the pipeline needs it. Its document is read when it is looked at. */
export interface Operation extends OperationOutline {
  /** Name of the package that calls it, undefined for a document of somebody else. */
  readonly domain: string | undefined;
  readonly document: SpecDocument;
  readonly parameters: readonly Parameter[];
  /** Undefined if the call has no body. */
  readonly requestBody: Schema | undefined;
  /** Functions of the package in place of one of the operation's name. */
  readonly functions: Schema | undefined;
  /** The response of a successful call. */
  readonly response: {
    readonly status: number;
    readonly contentType: string;
    readonly schema: Schema;
    readonly example: unknown;
  };
}

/** A path of one document. */
export interface Route {
  readonly template: string;
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

  constructor(documents: readonly (SpecDocument | UnreadDocument)[]) {
    const unversionedRoutes: Route[] = [];
    for (const document of documents) {
      const { outline, read, domain } = isUnread(document)
        ? document
        : { outline: outlineOf(document), read: () => document };
      const versioned: Route[] = [];
      for (const route of outline.routes) {
        (route.isUnversioned ? unversionedRoutes : versioned).push(readRoute(route, read, domain));
      }
      for (const version of outline.versions) {
        this.#routes.set(version, [...(this.#routes.get(version) ?? []), ...versioned]);
      }
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
    return this.routes(version).flatMap((route) => [...route.operations.values()]);
  }

  routes(version: string): readonly Route[] {
    return this.#routes.get(version) ?? [];
  }

  /** The routes of a version that match `path`; literal segments take precedence over parameters. */
  match(version: string, path: string): Match[] {
    const matches: Match[] = [];
    for (const route of this.routes(version)) {
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

function isUnread(document: SpecDocument | UnreadDocument): document is UnreadDocument {
  return typeof document["read"] === "function";
}

function readRoute(
  { template, operations: outlines }: RouteOutline,
  read: () => SpecDocument,
  domain: string | undefined,
): Route {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map((found) => String(found[1]));
  const source = template.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{[^}]+\}/g, "([^/]+)");
  const operations = new Map<string, Operation>();
  for (const [method, outline] of Object.entries(outlines)) {
    operations.set(
      method,
      unreadOperation(outline, domain, () => readDetails(read(), template, method)),
    );
  }
  const examples = Object.assign({}, ...Object.values(outlines).map(({ path }) => path));
  return { template, pattern: new RegExp(`^${source}$`), names, examples, operations };
}

type Details = Omit<Operation, keyof OperationOutline | "domain">;

function unreadOperation(outline: OperationOutline, domain: string | undefined, read: () => Details): Operation {
  let known: Details | undefined;
  const details = () => (known ??= read());
  return {
    ...outline,
    domain,
    get document() {
      return details().document;
    },
    get parameters() {
      return details().parameters;
    },
    get requestBody() {
      return details().requestBody;
    },
    get functions() {
      return details().functions;
    },
    get response() {
      return details().response;
    },
  };
}

function readDetails(document: SpecDocument, template: string, method: string): Details {
  const { item, source } = sourceOf(document, template, method);
  const { status, type, media } = successOf(document, source);
  const [example] = Object.values(resolve(document, media["examples"]));
  return {
    document,
    parameters: parametersOf(document, item, source).map((parameter) => readParameter(document, parameter)),
    requestBody: source["requestBody"] === undefined ? undefined : resolve(document, source["requestBody"]),
    functions: source["x-functions"] === undefined ? undefined : resolve(document, source["x-functions"]),
    response: {
      status,
      contentType: type.replace("*/*", "application/octet-stream"),
      schema: resolve(document, media["schema"]),
      example: resolve(document, example)["value"],
    },
  };
}

function readParameter(document: SpecDocument, parameter: Schema): Parameter {
  const json = resolve(document, resolve(document, parameter["content"])["application/json"])["schema"];
  return {
    ...parameter,
    name: String(parameter["name"]),
    in: String(parameter["in"]),
    schema: resolve(document, json ?? parameter["schema"]),
    isJson: json !== undefined,
  };
}
