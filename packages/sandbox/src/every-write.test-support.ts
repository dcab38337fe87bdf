import type { Sandbox } from "./sandbox.ts";
import { type Operation, OperationTable, type Parameter, unversioned } from "./server/operations.ts";
import { itemsOf, resolve, type Schema } from "./server/schemas.ts";
import { defaultSpecs, loadSpecs } from "./specs.ts";

/** An operation with where it is called. */
export interface Documented {
  readonly operation: Operation;
  readonly method: string;
  readonly template: string;
}

/** What is given in place of the examples. */
export interface Given {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  /** Sent as JSON, unless it is a form or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the operations that read returned, by operation. */
export type View = ReadonlyMap<string, unknown>;

const documents = await loadSpecs(defaultSpecs);
export const versions = new OperationTable(documents).versions;

const byVersion = new Map<string, Map<string, Documented>>();

/** The operations of a version, by name. */
export function operationsIn(version: string): ReadonlyMap<string, Documented> {
  const known = byVersion.get(version);
  if (known) return known;
  const found = new Map<string, Documented>();
  byVersion.set(version, found);
  for (const document of documents) {
    if (version !== unversioned && !document["x-graph-versions"].includes(version)) continue;
    for (const template of Object.keys(document.paths)) {
      const paths = { [template]: document.paths[template] ?? {} };
      const { operations } = new OperationTable([{ ...document, paths }])
        .match(version, template.replaceAll(/[{}]/g, ""))
        .at(0)?.route ?? { operations: new Map<string, Operation>() };
      for (const [method, operation] of operations) found.set(operation.operationId, { operation, method, template });
    }
  }
  return found;
}

/** Path and query of a call: the examples, and what is given in place of them. */
export function addressOf({ operation, template }: Documented, { path = {}, query = {} }: Given = {}): string {
  const inPath = (parameter: Parameter) => String(path[parameter.name] ?? parameter["example"]);
  let address = template;
  const search = new URLSearchParams();
  for (const parameter of operation.parameters) {
    const { name } = parameter;
    if (parameter.in === "path") address = address.replace(`{${name}}`, encodeURIComponent(inPath(parameter)));
    if (parameter.in !== "query") continue;
    const value =
      name in query ? query[name] : parameter["required"] === true ? exampleOf(operation, parameter) : undefined;
    if (value !== undefined) search.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return search.size === 0 ? address : `${address}?${search.toString()}`;
}

function exampleOf({ document }: Operation, parameter: Parameter): unknown {
  const json = resolve(document, resolve(document, parameter["content"])["application/json"]);
  return parameter["example"] ?? json["example"] ?? firstValue(document, json["examples"]);
}

function firstValue(document: Schema, examples: unknown): unknown {
  return resolve(document, Object.values(resolve(document, examples))[0])["value"];
}

/** The first example of a JSON body; undefined if the operation takes none. */
export function bodyOf({ operation: { document, requestBody } }: Documented): unknown {
  const content = resolve(document, requestBody?.["content"]);
  const media = content["application/json"] ?? content["application/x-www-form-urlencoded"];
  return firstValue(document, resolve(document, media)["examples"]);
}

/** All fields that may be asked for, unless they take parameters. */
function fieldsOf({ document, parameters }: Operation): string | undefined {
  const fields = parameters.find(({ name }) => name === "fields");
  const names = fields && itemsOf(document, fields.schema)["enum"];
  return Array.isArray(names) ? names.join(",") : undefined;
}

/** A read that makes or ends a token, or has a host of its own. */
const unread = new Set(["downloadMedia", "exchangeToken", "revokeToken", "getSolutionAccessToken"]);

/** Reads that need what only a write returns: their examples stand for nothing. */
const onDemand = new Set(["debugToken", "getUploadSession"]);

/** What can be read, or only by `names`, in one version: by the examples, with all fields and the longest pages. */
export async function viewOf(
  { url, accessToken }: Pick<Sandbox, "url" | "accessToken">,
  version: string,
  given: Readonly<Record<string, Given>> = {},
  names?: readonly string[],
): Promise<View> {
  const reads = [...operationsIn(version)].filter(
    ([name, { method }]) =>
      method === "GET" &&
      !unread.has(name) &&
      !(onDemand.has(name) && given[name] === undefined) &&
      (names?.includes(name) ?? true),
  );
  const view = new Map<string, unknown>();
  for (let start = 0; start < reads.length; start += 50) {
    const part = reads.slice(start, start + 50);
    const addresses = part.map(([name, documented]) => {
      const fields = fieldsOf(documented.operation);
      const limit = documented.operation.parameters.find((parameter) => parameter.name === "limit");
      const query = {
        ...(fields !== undefined && { fields }),
        ...(limit && { limit: limit.schema["maximum"] ?? 100 }),
        ...given[name]?.query,
      };
      return addressOf(documented, { ...given[name], query });
    });
    const batch = addresses.map((address) => ({ method: "GET", relative_url: address.slice(1) }));
    const body = new URLSearchParams({ access_token: accessToken, batch: JSON.stringify(batch) });
    const response = await fetch(`${url}/${version}/`, { method: "POST", body });
    const answers = (await response.json()) as { body: string }[];
    for (const [index, [name]] of part.entries()) {
      const isOfSession = name === "getUploadSession"; // its token has a scheme that no batch has
      const headers = { Authorization: `OAuth ${accessToken}` };
      const alone = isOfSession && (await fetch(`${url}/${version}${addresses[index]}`, { headers }));
      view.set(name, alone ? await alone.json() : JSON.parse(answers[index]?.body ?? "null"));
    }
  }
  return view;
}

/** The operations that return something else than before. */
export function changesBetween(before: View, after: View): string[] {
  const isOther = (name: string) => plain(before.get(name)) !== plain(after.get(name));
  return [...after.keys()].filter(isOther).toSorted();
}

/** Without what each response has anew: the id of an error, and the address of a file. */
function plain(answer: unknown): string {
  return JSON.stringify(answer ?? null).replaceAll(/"fbtrace_id":"[^"]*"|(?<="url":"[^"]+&hash=)[^"]*/g, "");
}

/** All objects in a response, at every depth. */
export function objectsIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value, ...inner];
}
