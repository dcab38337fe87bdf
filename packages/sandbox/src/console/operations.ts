import type { Operation, OperationTable } from "../server/operations.ts";
import { unversioned } from "../server/operations.ts";
import { isSchema, propertiesOf, resolve, type Schema } from "../server/schemas.ts";

/** An operation that calls can be of. */
export interface ListedOperation {
  readonly operationId: string;
  readonly method: string;
  /** Path with the names of its parameters in braces. */
  readonly path: string;
  /** Name of the package that calls it; missing if the documents are not those of the packages. */
  readonly domain?: string;
}

/** What must be known of an operation to write a call of it as code. */
export interface OperationDetails extends ListedOperation {
  /** What a value means that was sent as text, by the name of its parameter or property; names that take text are missing. */
  readonly texts: Readonly<Record<string, "list" | "json">>;
  /** Names that are credentials elsewhere, and parameters of this operation. */
  readonly credentials: readonly string[];
  /** The functions that send it. */
  readonly functions: readonly DescribedFunction[];
  /** Whether functions take the body as `body`, because its names are those of parameters too. */
  readonly hasWholeBody: boolean;
  /** Whether the body is the bytes of a file. */
  readonly takesBytes: boolean;
}

interface DescribedFunction {
  readonly name: string;
  /** What its body must have. */
  readonly required: readonly string[];
  /** What its body always has, and the function adds. */
  readonly constants: Readonly<Record<string, string>>;
}

/** Every operation once, as its newest version has it. */
export function listOperations(table: OperationTable): ListedOperation[] {
  const found = new Map<string, ListedOperation>();
  for (const version of [unversioned, ...table.versions].toReversed()) {
    for (const { template, operations } of table.routes(version)) {
      for (const [method, operation] of operations) {
        const { operationId } = operation;
        if (!found.has(operationId)) found.set(operationId, listed(operation, method, template));
      }
    }
  }
  return [...found.values()].toSorted((one, other) => (one.operationId < other.operationId ? -1 : 1));
}

/** Undefined if the version has no such operation. */
export function describeOperation(
  table: OperationTable,
  version: string,
  operationId: string,
): OperationDetails | undefined {
  for (const { template, operations } of table.routes(version)) {
    for (const [method, operation] of operations) {
      if (operation.operationId === operationId)
        return { ...listed(operation, method, template), ...detailsOf(operation) };
    }
  }
  return undefined;
}

function listed({ operationId, domain }: Operation, method: string, path: string): ListedOperation {
  return { operationId, method, path, ...(domain !== undefined && { domain }) };
}

function detailsOf({
  operationId,
  document,
  parameters,
  requestBody,
  functions,
}: Operation): Omit<OperationDetails, keyof ListedOperation> {
  const content = resolve(document, requestBody?.["content"]);
  const bodies = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"].flatMap((type) =>
    type in content ? [resolve(document, content[type])["schema"]] : [],
  );
  // what is an object in JSON may be text in a form
  const properties = Object.assign({}, ...bodies.map((body) => propertiesOf(document, body)).toReversed());
  const names = [...parameters.map(({ name }) => name), ...Object.keys(properties)];
  const named = functions ?? { [operationId]: undefined };
  const schemas = resolve(document, resolve(document, document["components"])["schemas"]);
  return {
    texts: Object.fromEntries([
      ...parameters.flatMap(({ name, schema, isJson }) => textOf(document, schema, isJson, name)),
      ...Object.entries(properties).flatMap(([name, schema]) => textOf(document, schema, true, name)),
    ]),
    credentials: names.filter((name) => name === "access_token" || name === "appsecret_proof"),
    functions: Object.entries(named).map(([name, described]) => {
      const own = described === undefined ? bodies : [schemas[String(resolve(document, described)["body"])]];
      const constants = own.map((body) => constantsOf(document, body));
      const common = Object.entries(constants[0] ?? {}).filter(([constant, value]) =>
        constants.every((others) => others[constant] === value),
      );
      return { name, required: requiredOf(document, own[0]), constants: Object.fromEntries(common) };
    }),
    hasWholeBody: Object.keys(properties).some(
      (name) => name === "body" || parameters.some((parameter) => parameter.name === name),
    ),
    takesBytes: requestBody !== undefined && bodies.length === 0,
  };
}

/** A list in a query is text with commas, all else that is no text is JSON. */
function textOf(document: Schema, schema: unknown, isJson: boolean, name: string): [string, "list" | "json"][] {
  const types = typesOf(document, schema);
  if (types.has("string") || types.size === 0) return [];
  return [[name, types.has("array") && !isJson ? "list" : "json"]];
}

/** The JSON types that a schema allows. */
function typesOf(document: Schema, node: unknown): Set<string> {
  const schema = resolve(document, node);
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => listOf(schema[keyword]));
  const values = "const" in schema ? [schema["const"]] : listOf(schema["enum"]);
  return new Set([
    ...listOf(schema["type"]).map(String),
    ...values.map((value) => typeof value),
    ...branches.flatMap((branch) => [...typesOf(document, branch)]),
  ]);
}

/** The texts that every value of a schema has. */
function constantsOf(document: Schema, node: unknown): Record<string, string> {
  const schema = resolve(document, node);
  const properties = resolve(document, schema["properties"]);
  const own = listOf(schema["required"]).flatMap((name) => {
    const { const: constant, enum: values } = resolve(document, properties[String(name)]);
    const [value, ...others] = constant === undefined ? listOf(values) : [constant];
    return typeof value === "string" && others.length === 0 ? [[name, value]] : [];
  });
  const parts = listOf(schema["allOf"]).map((part) => constantsOf(document, part));
  const branches = listOf(schema["anyOf"] ?? schema["oneOf"]).map((branch) => constantsOf(document, branch));
  const common = Object.entries(branches[0] ?? {}).filter(([name, value]) =>
    branches.every((branch) => branch[name] === value),
  );
  return Object.assign(Object.fromEntries([...own, ...common]), ...parts);
}

/** The properties that every value of a schema has. */
function requiredOf(document: Schema, node: unknown): string[] {
  const schema = resolve(document, node);
  const parts = listOf(schema["allOf"]).flatMap((part) => requiredOf(document, part));
  const [first = [], ...others] = listOf(schema["anyOf"] ?? schema["oneOf"]).map((branch) =>
    requiredOf(document, branch),
  );
  const common = first.filter((name) => others.every((branch) => branch.includes(name)));
  return [...new Set([...listOf(schema["required"]).map(String), ...parts, ...common])];
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || isSchema(value) ? [] : [value];
}
