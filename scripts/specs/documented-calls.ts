import {
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  parametersOf,
  resolve,
} from "./openapi.ts";

/** The arguments of a call, untyped: code about all operations at once cannot have types. */
export interface DocumentedCall {
  params: { path: Record<string, unknown>; query: Record<string, unknown>; header: Record<string, string> };
  body?: unknown;
}

/** The calls to make: one for each example of a body, and one with every optional parameter. */
export function callsOf(openapi: OpenApiDocument, item: PathItem, operation: Operation): [string, DocumentedCall][] {
  const parameters = parametersOf(openapi, item, operation);
  const given = (place: string, isWanted: (name: string, required: boolean) => boolean) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && isWanted(parameter.name, parameter.required === true))
        .map((parameter) => [parameter.name, parameterExample(parameter)]),
    );
  const path = given("path", () => true);
  const header = given("header", () => true) as Record<string, string>;
  const required = given("query", (_, isRequired) => isRequired);
  // a cursor must come from a response
  const all = given("query", (name) => name !== "after" && name !== "before");
  const bodies = Object.entries(operation.requestBody?.content ?? {}).flatMap(([type, media]) =>
    Object.entries(media.examples ?? {}).map(
      ([name, { value }]) => [name, bodyOf(openapi, type, media, value)] as const,
    ),
  );
  const calls: [string, DocumentedCall][] =
    bodies.length > 0
      ? bodies.map(([name, body]) => [`example ${name}`, { params: { path, query: required, header }, body }])
      : [["with required parameters only", { params: { path, query: required, header } }]];
  const [first] = bodies;
  if (Object.keys(all).length === Object.keys(required).length) return calls;
  return [
    ...calls,
    ["with every parameter", { params: { path, query: all, header }, ...(first && { body: first[1] }) }],
  ];
}

export function parameterExample(parameter: Parameter): unknown {
  const json = parameter.content?.["application/json"];
  return parameter.example ?? json?.example ?? Object.values(json?.examples ?? {})[0]?.value;
}

/** A body as a caller passes it: bytes and files are text in the examples. */
function bodyOf(openapi: OpenApiDocument, type: string, { schema }: MediaType, value: unknown): unknown {
  if (type === "application/json") return value;
  if (typeof value !== "object" || value === null) return new Blob([String(value)]);
  if (type === "application/x-www-form-urlencoded") {
    return new URLSearchParams(Object.entries(value).map(([name, part]) => [name, textOf(part)]));
  }
  const properties = schema ? (resolve(openapi, schema).properties ?? {}) : {};
  const form = new FormData();
  for (const [name, part] of Object.entries(value)) {
    const property = properties[name];
    const { format, items } = property ? resolve(openapi, property) : {};
    const areFiles = items !== undefined && resolve(openapi, items).format === "binary" && Array.isArray(part);
    if (format === "binary" || areFiles) {
      for (const file of [part].flat()) form.append(name, new Blob([String(file)]));
    } else form.append(name, textOf(part));
  }
  return form;
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
