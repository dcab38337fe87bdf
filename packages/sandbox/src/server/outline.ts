import { isSchema, resolve, type Schema, type SpecDocument } from "./schemas.ts";

/** What must be known of an operation before its first call. */
export interface OperationOutline {
  readonly operationId: string;
  /** False if the call needs no token. */
  readonly needsToken: boolean;
  /** Examples of the path parameters, by name. */
  readonly path: Readonly<Record<string, unknown>>;
  /** Examples of the response of a successful call. */
  readonly answers: readonly unknown[];
}

/** What must be known of a document before one of its operations is called. It is plain data, which JSON can carry. */
export interface Outline {
  readonly versions: readonly string[];
  readonly routes: readonly RouteOutline[];
}

export interface RouteOutline {
  readonly template: string;
  /** Whether the platform answers it on a host that knows no versions. */
  readonly isUnversioned: boolean;
  /** By HTTP method in upper case. */
  readonly operations: Readonly<Record<string, OperationOutline>>;
}

/** The operation that a document has for a path and a method in upper case; its parts may be references. */
export function sourceOf(document: SpecDocument, template: string, method: string): { item: Schema; source: Schema } {
  const item = resolve(document, document.paths[template]);
  return { item, source: resolve(document, item[method.toLowerCase()]) };
}

/** The parameters of an operation as the document has them; those of the operation win over those of the path. */
export function parametersOf(document: SpecDocument, item: Schema, source: Schema): Schema[] {
  const parameters = new Map<string, Schema>();
  for (const node of [item["parameters"], source["parameters"]].flatMap(listOf)) {
    const parameter = resolve(document, node);
    parameters.set(`${parameter["in"]} ${parameter["name"]}`, parameter);
  }
  return [...parameters.values()];
}

/** Status, content type and media type object of the response of a successful call. */
export function successOf(document: SpecDocument, source: Schema): { status: number; type: string; media: Schema } {
  const responses = resolve(document, source["responses"]);
  const status = Object.keys(responses).find((key) => key.startsWith("2")) ?? "200";
  const content = resolve(document, resolve(document, responses[status])["content"]);
  const type = "application/json" in content ? "application/json" : (Object.keys(content)[0] ?? "application/json");
  return { status: Number(status), type, media: resolve(document, content[type]) };
}

export function outlineOf(document: SpecDocument): Outline {
  return {
    versions: document["x-graph-versions"],
    routes: Object.keys(document.paths).map((template) => outlineRoute(document, template)),
  };
}

function outlineRoute(document: SpecDocument, template: string): RouteOutline {
  const operations: Record<string, OperationOutline> = {};
  for (const method of ["GET", "POST", "DELETE"]) {
    const { item, source } = sourceOf(document, template, method);
    if (item[method.toLowerCase()] !== undefined) operations[method] = outlineOperation(document, item, source);
  }
  const { servers } = resolve(document, document.paths[template]);
  // a path that is a parameter and nothing else is an address that somebody gave
  const isUnversioned = servers !== undefined && !/^\/\{[^}]+\}$/.test(template);
  return { template, isUnversioned, operations };
}

function outlineOperation(document: SpecDocument, item: Schema, source: Schema): OperationOutline {
  const security = source["security"] ?? document["security"];
  const inPath = parametersOf(document, item, source).filter((parameter) => parameter["in"] === "path");
  const { media } = successOf(document, source);
  return {
    operationId: String(source["operationId"]),
    needsToken: !(Array.isArray(security) && security.length === 0),
    path: Object.fromEntries(inPath.map(({ name, example }) => [String(name), example])),
    answers: Object.values(resolve(document, media["examples"])).map((named) => resolve(document, named)["value"]),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is the outline of a document, as far as a look at its outside can tell. */
export function isOutline(value: unknown): value is Outline {
  return isSchema(value) && Array.isArray(value["versions"]) && Array.isArray(value["routes"]);
}
