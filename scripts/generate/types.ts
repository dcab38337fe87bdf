import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { addressOf, type OpenApiDocument, type Schema } from "../specs/openapi.ts";
import { unnamed } from "./types/references.ts";
import type { Source } from "./functions/add-schema.ts";
import {
  type DescribedFunction,
  type DescribedOperation,
  describeOperation,
  sendingsOf,
} from "./functions/describe-operations.ts";
import { DefaultAnswers, typeOfDefaultAnswer } from "./functions/default-answers.ts";
import { dropDiscriminator, expandAlternatives, typeOfRefusal } from "./types/alternatives.ts";
import { type Declaration, declareComponents } from "./types/components.ts";
import { defaultFieldsOf } from "./types/default-fields.ts";
import { typeFields, typeOfFields } from "./types/fields.ts";
import { dropPlainForms } from "./types/forms.ts";
import { inlineParts } from "./types/inline-parts.ts";
import { declareInterfaces } from "./types/interfaces.ts";
import { markOpenStrings, typeOfOpenString } from "./types/open-unions.ts";
import { nameParts } from "./types/operations.ts";
import { typeParameters } from "./types/parameters.ts";
import { readonlyLists } from "./types/readonly-lists.ts";
import { reachable, referTo } from "./types/references.ts";
import { rewriteSent, sentSchemasOf } from "./types/sent-schemas.ts";
import { typeOfShared } from "./types/shared-types.ts";
import { addWireSchemas, takeWireTypes } from "./types/wire-types.ts";

/** The types of one document. They refer to each other by paths such as `components["schemas"]["Book"]`. */
export interface DocumentTypes {
  schemas: Declaration[];
  responses: Declaration[];
  /** Names of the schemas that the specs name themselves. */
  named: ReadonlySet<string>;
  /** What goes over the wire, by the name of the schema, where functions fill something in. */
  wire: ReadonlyMap<string, ts.TypeNode>;
  /** Its `paths` and `operations`, unless it only describes webhooks. */
  calls: ts.InterfaceDeclaration[];
  functions: DescribedFunction[];
}

interface Draft {
  document: OpenApiDocument;
  operations: DescribedOperation[];
  /** Names of the schemas of parameters that fields take. */
  fieldParameters: string[];
}

/**
 * The types of the documents of a domain: prepares them so that openapi-typescript writes the types that we want, and lets
 * it write them.
 */
export async function typesOf(
  documents: Source[],
  isHandWritten: (name: string) => boolean = () => false,
): Promise<DocumentTypes[]> {
  const answers = new DefaultAnswers();
  const drafts = documents.map((document) => draft(document, isHandWritten, answers));
  const sent = sentSchemasOf(drafts.flatMap(({ operations }) => operations.flatMap(({ functions }) => functions)));
  for (const { document } of drafts) {
    addWireSchemas(document, sent);
    rewriteSent(document, sent);
  }
  const sentNames = new Set(drafts.flatMap((each) => [...sentIn(each)]));
  return Promise.all(drafts.map((each) => declare(each, sentNames)));
}

function draft(source: Source, isHandWritten: (name: string) => boolean, answers: DefaultAnswers): Draft {
  const openapi = structuredClone(source.openapi);
  const document = { ...source, openapi };
  inlineParts(openapi);
  typeParameters(openapi);
  dropPlainForms(openapi);
  const defaults = defaultFieldsOf(openapi);
  const fieldParameters = typeFields(openapi);
  const sendings = sendingsOf(document, isHandWritten);
  nameAddresses(openapi);
  const operations = sendings.map((sending) => describeOperation(document, sending, defaults, answers));
  return { document: openapi, operations, fieldParameters };
}

/** Paths with a server of their own are named with it, so that the client knows where a call goes. */
function nameAddresses(document: OpenApiDocument): void {
  const items = Object.entries(document.paths ?? {});
  if (document.paths) document.paths = Object.fromEntries(items.map(([path, item]) => [addressOf(path, item), item]));
}

/** The names of all schemas that are sent. */
function sentIn({ document, operations, fieldParameters }: Draft): Set<string> {
  const names = operations.flatMap(({ ids, parameters, functions }) => [
    ids,
    parameters,
    ...functions.flatMap(({ input, inputs }) => [input, ...inputs]),
  ]);
  const given = [...names, ...fieldParameters].filter((name) => name !== undefined);
  return reachable(document, given.map(referTo));
}

async function declare({ document, operations }: Draft, sentNames: ReadonlySet<string>): Promise<DocumentTypes> {
  prepareSchemas(document);
  const nodes = await openapiTS(document as unknown as OpenAPI3, {
    defaultNonNullable: false,
    silent: true,
    transform: (schema) => typeOf(schema as Schema),
  });
  const interfaces = new Map(nodes.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
  const paths = interfaces.get("paths");
  const calls = interfaces.get("operations");
  const components = declareComponents(interfaces.get("components"));
  const { schemas, wire } = takeWireTypes(components.get("schemas") ?? []);
  const declared = declareInterfaces(schemas).map((declaration) =>
    sentNames.has(declaration.name.text) ? readonlyLists(declaration) : declaration,
  );
  const all = Object.entries(document.components?.schemas ?? {});
  return {
    schemas: declared,
    responses: components.get("responses") ?? [],
    named: new Set(all.filter(([, schema]) => !schema[unnamed]).map(([name]) => name)),
    wire,
    calls: paths && calls ? [paths, nameParts(calls, operations)] : [],
    functions: operations.flatMap(({ functions }) => functions),
  };
}

function prepareSchemas(document: OpenApiDocument): void {
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const schema = value as Schema;
    dropDiscriminator(schema);
    expandAlternatives(schema);
    markOpenStrings(document, schema);
    Object.values(value).forEach(visit);
  };
  visit(document);
}

/** The type of a schema, where it is not the one that openapi-typescript writes. */
function typeOf(schema: Schema): ts.TypeNode | undefined {
  if (schema.format === "binary") return ts.factory.createTypeReferenceNode("Blob");
  return (
    typeOfOpenString(schema) ??
    typeOfRefusal(schema) ??
    typeOfShared(schema) ??
    typeOfFields(schema) ??
    typeOfDefaultAnswer(schema)
  );
}
