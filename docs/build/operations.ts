import {
  type Content,
  type Document,
  type Operation,
  type Parameter,
  type PathItem,
  readDocuments,
  type Reference,
  resolve,
  type Response,
  type Schema,
} from "./documents.ts";
import { errorCodes } from "../../packages/runtime/src/generated/error-codes.ts";
import { defaultGraphVersion as defaultVersion } from "../../packages/runtime/src/generated/versions.ts";
import type { Tryable } from "../.vitepress/theme/try-it.ts";
import { cell, code, fence, frontmatter, json, page, prose, table } from "./markdown.ts";
import { sampleOf } from "./samples.ts";
import { anchorOf, describe, namesIn, schemaSections, typeOf } from "./schema.ts";

const methods = ["get", "post", "delete"] as const;

/** What an operation is in some Graph versions. */
interface Shape {
  readonly versions: readonly string[];
  readonly document: Document;
  readonly item: PathItem;
  readonly operation: Operation;
}

/** An operation, as its page shows it. */
export interface DocumentedOperation {
  readonly id: string;
  readonly domain: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** That of the newest version first. */
  readonly shapes: readonly Shape[];
}

/** Each domain with its operations. */
export function byDomain(operations: readonly DocumentedOperation[]): [string, DocumentedOperation[]][] {
  const domains = [...new Set(operations.map(({ domain }) => domain))];
  return domains.map((name) => [name, operations.filter(({ domain }) => domain === name)]);
}

/** All operations, by domain. */
export function operationTable(operations: readonly DocumentedOperation[]): string {
  return page(
    ...byDomain(operations).flatMap(([domain, own]) => [
      `## [${domain}](/reference/operations/${domain}/)`,
      tableOf(own),
    ]),
  );
}

/** The Markdown of the page of a domain. */
export function domainPage(domain: string, own: readonly DocumentedOperation[]): string {
  const packageName = code(`@openwaba/${domain}`);
  return page(
    frontmatter({ title: domain }),
    `# ${domain}`,
    `Operations of [${packageName}](/reference/packages/${domain}).`,
    tableOf(own),
  );
}

function tableOf(operations: readonly DocumentedOperation[]): string {
  return table(
    ["operation", "call", "what it does"],
    operations.map(({ id, domain, method, path, summary }) => [
      `[${id}](/reference/operations/${domain}/${id})`,
      code(`${method} ${path}`),
      cell(summary),
    ]),
  );
}

/** All operations, in the order of their domains and documents. */
export function readOperations(): DocumentedOperation[] {
  const operations = new Map<string, DocumentedOperation>();
  for (const { domain, version, document } of readDocuments().toReversed()) {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      for (const method of methods) {
        const operation = item[method];
        if (!operation) continue;
        const { operationId: id, summary } = operation;
        const shape = { versions: [version], document, item, operation };
        const known = operations.get(id);
        const own = known ?? { id, domain, method: method.toUpperCase(), path, summary, shapes: [] };
        operations.set(id, { ...own, shapes: withShape(own.shapes, shape) });
      }
    }
  }
  return [...operations.values()].toSorted((one, other) => one.domain.localeCompare(other.domain, "en"));
}

/** Versions in which everything that the page shows is the same are one shape. */
function withShape(shapes: readonly Shape[], shape: Shape): Shape[] {
  const same = shapes.find((known) => contentOf(known) === contentOf(shape));
  if (!same) return [...shapes, shape];
  return shapes.map((known) =>
    known === same ? { ...known, versions: [...shape.versions, ...known.versions] } : known,
  );
}

function contentOf({ document, item, operation }: Shape): string {
  const { parameters } = item;
  return JSON.stringify([parameters, operation, schemaSections(document, namesIn([operation, parameters]))]);
}

/** The Markdown of the page of an operation. */
export function operationPage(documented: DocumentedOperation): string {
  const { id, domain, method, path, summary, shapes } = documented;
  const [shape, ...older] = shapes;
  if (!shape) throw new Error(`The operation ${id} is in no version`);
  const { operation } = shape;
  return page(
    frontmatter({ title: id, description: summary, outline: [2, 3], call: tryable(documented) }),
    `# ${id}`,
    `<p class="summary">${prose(summary)}</p>`,
    `\`${method} ${path}\` · ${code(`@openwaba/${domain}`)}${older.length > 0 ? ` · ${shape.versions.join(", ")}` : ""}`,
    prose(withErrorLinks(operation.description ?? "")),
    operation.externalDocs && `Source: [Meta’s reference](${operation.externalDocs.url})`,
    "## Call",
    callOf(id, domain, method, path, shape),
    tryable(documented) &&
      "## Try it\n\nOn a sandbox on your machine: `npx @openwaba/sandbox --port 4000`.\n\n<TryIt />",
    ...partsOf(shape, "##"),
    ...typesOf(shape, "##"),
    ...older.flatMap((other) => olderParts(other, shape)),
  );
}

/** What an operation is in older versions; of its types those that are not as in the newest. */
function olderParts(shape: Shape, newest: Shape): string[] {
  const known = new Map(sectionsOf(newest));
  const own = sectionsOf(shape).filter(([name, section]) => known.get(name) !== section);
  const [version = ""] = shape.versions;
  const parts = [...partsOf(shape, "###"), ...own.map(([, section]) => section)];
  return [`## In ${shape.versions.join(", ")}`, ...parts.map((part) => withOwnAnchors(part, own, version))];
}

/** The links of a text, and the headings that they lead to, with a version behind the names of some schemas. */
function withOwnAnchors(text: string, own: readonly (readonly [string, string])[], version: string): string {
  const anchors = new Set(own.map(([name]) => `#${anchorOf(name)}`));
  return text.replaceAll(/#schema-[\w-]+/g, (anchor) =>
    anchors.has(anchor) ? `${anchor}-${version.replaceAll(".", "-")}` : anchor,
  );
}

/** Parameters, body, answer and errors of an operation in one shape. */
function partsOf(shape: Shape, heading: string): string[] {
  const { document, operation } = shape;
  const parameters = parametersOf(shape);
  const body = operation.requestBody && Object.values(operation.requestBody.content)[0];
  const [status, response] = successOf(document, operation);
  const answer = response?.content && Object.values(response.content)[0];
  const parts: string[] = [];
  if (parameters.length > 0) {
    parts.push(
      `${heading} Parameters`,
      table(
        ["name", "in", "type", "what it is"],
        parameters.map((parameter) => [
          `${code(parameter.name)}${parameter.required === true ? " **required**" : ""}`,
          parameter.in,
          typeOf(parameter.schema ?? Object.values(parameter.content ?? {})[0]?.schema ?? {}),
          cell(parameter.description ?? ""),
        ]),
      ),
    );
  }
  if (body?.schema) parts.push(`${heading} Body`, ...schemaText(document, body.schema), ...examplesOf(body));
  if (answer?.schema)
    parts.push(
      `${heading} Answer`,
      `${status}: ${prose(response?.description ?? "")}`,
      ...schemaText(document, answer.schema),
      ...examplesOf(answer),
    );
  const errors = errorsOf(document, operation);
  if (errors !== "") parts.push(`${heading} Errors`, errors);
  return parts;
}

function typesOf(shape: Shape, heading: string): string[] {
  const sections = sectionsOf(shape).map(([, section]) => section);
  return sections.length > 0 ? [`${heading} Types`, ...sections] : [];
}

/** The types that an operation takes and answers, with the sections that say what they are. */
function sectionsOf(shape: Shape): [string, string][] {
  const { document, operation } = shape;
  const body = operation.requestBody && Object.values(operation.requestBody.content)[0];
  const [, response] = successOf(document, operation);
  const answer = response?.content && Object.values(response.content)[0];
  return schemaSections(document, namesIn([parametersOf(shape), body?.schema, answer?.schema]));
}

function schemaText(document: Document, schema: Schema): string[] {
  return schema.$ref === undefined ? describe(document, schema) : [typeOf(schema)];
}

function parametersOf({ document, item, operation }: Shape): Parameter[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  return all.map((parameter: Parameter | Reference) => resolve<Parameter>(document, parameter));
}

function successOf(document: Document, { responses }: Operation): [string, Response | undefined] {
  const [status = "", response] = Object.entries(responses).find(([name]) => name.startsWith("2")) ?? [];
  return [status, response && resolve<Response>(document, response)];
}

function errorsOf(document: Document, { responses }: Operation): string {
  const rows = Object.entries(responses)
    .filter(([status]) => /^[45]/.test(status))
    .map(([status, response]) => [
      status,
      cell(withErrorLinks(resolve<Response>(document, response).description ?? "")),
    ]);
  return rows.length > 0 ? table(["status", "when"], rows) : "";
}

/** Codes of errors lead to their pages, if they have one. */
function withErrorLinks(text: string): string {
  return text.replaceAll(/(?<=\bcode (?:\d+ or )?)\d+\b/g, (name) =>
    name in errorCodes ? `[${name}](/reference/errors/${name})` : name,
  );
}

function examplesOf({ example, examples = {} }: Content): string[] {
  const all = [
    ...(example === undefined ? [] : [{ summary: "Example", value: example }]),
    ...Object.entries(examples).map(([name, { summary = name, value }]) => ({ summary, value })),
  ];
  return all.map(({ summary, value }) => `::: details ${summary}\n${json(value)}\n:::`);
}

/** Names of the functions that send an operation. */
export function functionsOf({ id, shapes }: Pick<DocumentedOperation, "id" | "shapes">): string[] {
  return Object.keys(shapes[0]?.operation["x-functions"] ?? { [id]: undefined });
}

function callOf(id: string, domain: string, method: string, path: string, shape: Shape): string {
  const { document, item } = shape;
  const samples = functionsOf({ id, shapes: [shape] }).flatMap((name) => {
    const sample = sampleOf(domain, name);
    return sample === undefined ? [] : { name, sample };
  });
  const [server] = item.servers ?? document.servers ?? [];
  return page(
    "::: code-group",
    ...samples.map(({ name, sample }) => fence(`ts [${samples.length > 1 ? name : "TypeScript"}]`, sample)),
    fence("sh [curl]", curlOf(method, `${server?.url ?? ""}${path}`, shape)),
    ":::",
  ).trimEnd();
}

function curlOf(method: string, url: string, shape: Shape): string {
  const { operation } = shape;
  const address = parametersOf(shape)
    .filter((parameter) => parameter.in === "path")
    .reduce((text, { name, example }) => text.replace(`{${name}}`, String(example ?? `$${name.toUpperCase()}`)), url);
  const content = operation.requestBody?.content["application/json"];
  const body = content && (content.example ?? Object.values(content.examples ?? {})[0]?.value);
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}'${address}'`,
    `-H "Authorization: Bearer $WHATSAPP_ACCESS_TOKEN"`,
    ...(body === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body, null, 2).replaceAll("'", `'\\''`)}'`]),
  ].join(" \\\n  ");
}

/** What the page offers to be tried on a sandbox; nothing for operations that take files or are on other hosts. */
function tryable({ method, path, shapes }: DocumentedOperation): Tryable | undefined {
  const [shape] = shapes;
  if (!shape || shape.item.servers !== undefined) return undefined;
  const { requestBody } = shape.operation;
  const content = requestBody?.content["application/json"];
  if (requestBody && !content) return undefined;
  const body = content && (content.example ?? Object.values(content.examples ?? {})[0]?.value);
  return {
    method,
    path: `/${shape.versions.includes(defaultVersion) ? defaultVersion : shape.versions.at(-1)}${path}`,
    parameters: parametersOf(shape).flatMap(({ name, in: place, required = false, example }) =>
      place === "header" ? [] : { name, in: place, isRequired: required, value: required ? String(example ?? "") : "" },
    ),
    body: body === undefined ? "" : JSON.stringify(body, null, 2),
  };
}
