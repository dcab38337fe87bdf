import { unescapePointerFragment } from "@redocly/openapi-core";

/** The parts of OpenAPI 3.1 that the scripts use. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description?: string };
  "x-graph-versions"?: string[];
  servers?: { url: string; variables?: Record<string, { enum?: string[]; default: string }> }[];
  tags?: { name: string; description?: string }[];
  paths?: Record<string, PathItem>;
  webhooks?: Record<string, PathItem>;
  components?: Components;
}

export interface Components {
  schemas?: Record<string, Schema>;
  responses?: Record<string, Response>;
  [kind: string]: Record<string, unknown> | undefined;
}

export interface PathItem {
  /** Of a path that is not one of the Graph API. */
  servers?: { url: string }[];
  parameters?: Parameter[];
  get?: Operation;
  post?: Operation;
  delete?: Operation;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  externalDocs?: { url: string };
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Record<string, MediaType> };
  responses: Record<string, Response>;
  /** The functions of an operation that has none of its own name, or several. */
  "x-functions"?: Record<string, FunctionOfOperation>;
}

/** One of several functions that send an operation. */
interface FunctionOfOperation {
  summary: string;
  /** By default that of the operation. */
  description?: string;
  /** Name of the schema that it sends. */
  body: string;
  /** Name of the schema that it returns. */
  answer: string;
  /** Name of the example of the operation that shows it. */
  example: string;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema?: Schema;
  content?: Record<string, MediaType>;
  example?: unknown;
  /** The fields returned without `fields`. */
  "x-default-fields"?: string[];
  /** Modifiers that names in `fields` take, such as `preview.invalidate(false)`. */
  "x-field-parameters"?: Record<string, Schema>;
}

interface Response {
  $ref?: string;
  headers?: Record<string, { $ref?: string }>;
  content?: Record<string, MediaType>;
}

export interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { value?: unknown }>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  const?: unknown;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: Schema;
  discriminator?: object;
  [extension: `x-${string}`]: unknown;
}

const methods = ["get", "post", "delete"] as const;

/**
 * What a call names: the path or, where it has a server of its own, the path with it. A path that is a parameter and nothing
 * else is an address that somebody gave.
 */
export function addressOf(path: string, { servers: [server] = [] }: PathItem): string {
  return server === undefined || /^\/\{[^}]+\}$/.test(path) ? path : `${server.url}${path}`;
}

/** Every operation of the document, in its order: calls, or webhooks. */
export function* operationsOf(document: OpenApiDocument, section: "paths" | "webhooks" = "paths") {
  for (const [path, item] of Object.entries(document[section] ?? {})) {
    const address = addressOf(path, item);
    for (const method of methods) {
      const operation = item[method];
      if (operation) yield { path, address, method, item, operation };
    }
  }
}

/** The parameters of an operation and of its path. */
export function parametersOf(document: OpenApiDocument, item: PathItem, operation: Operation): Parameter[] {
  return [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) => resolve(document, parameter));
}

/** Follows `$ref`s inside the bundled document. */
export function resolve<Node extends { $ref?: string }>(document: OpenApiDocument, node: Node): Node {
  let current = node;
  while (current.$ref !== undefined) {
    let target: unknown = document;
    for (const key of current.$ref.slice("#/".length).split("/")) {
      target = (target as Record<string, unknown>)[unescapePointerFragment(key)];
    }
    current = target as Node;
  }
  return current;
}

/** The JSON schema of the first success response. */
export function answerOf(document: OpenApiDocument, operation: Operation): Schema | undefined {
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith("2")) continue;
    const schema = resolve(document, response).content?.["application/json"]?.schema;
    if (schema) return resolve(document, schema);
  }
  return undefined;
}

/** The schema of the nodes in a response: of its `data` if it is a list, else of the response itself. */
export function nodeOf(document: OpenApiDocument, answer: Schema): Schema {
  const data = answer.properties?.data;
  const items = data && resolve(document, data).items;
  return items ? resolve(document, items) : answer;
}
