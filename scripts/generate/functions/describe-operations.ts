import { escapePointerFragment } from "@redocly/openapi-core";
import {
  type MediaType,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  type Parameter,
  parametersOf,
  type PathItem,
  resolve,
  type Schema,
} from "../../specs/openapi.ts";
import { refuse } from "../types/alternatives.ts";
import { typedFields } from "../types/fields.ts";
import { nameOf, referTo } from "../types/references.ts";
import { constantsOf } from "../types/sent-schemas.ts";
import { pascalCase } from "../words.ts";
import { addSchema, hoist, type Source } from "./add-schema.ts";
import { DefaultAnswers } from "./default-answers.ts";
import { exampleOf } from "./example-of.ts";

export type Place = "path" | "query" | "header" | "body";

/** A function of a domain, as one document describes it. Types are names of schemas. */
export interface DescribedFunction {
  name: string;
  /** Where it is described, and its JSON pointer there. */
  document: Source;
  pointer: string;
  /** With its server, where that is not the Graph API. */
  path: string;
  method: "get" | "post" | "delete";
  operation: Operation;
  /** Where each property of its input goes. */
  places: ReadonlyMap<string, Place>;
  /** Properties that the body always has. */
  constants: ReadonlyMap<string, string>;
  /** The documented bodies, by the names of their types. */
  bodies: string[];
  /** Type of the ids in the path; undefined if there are none. */
  ids: string | undefined;
  /** Type of the whole input, where it has ids and parameters but no body. */
  input: string | undefined;
  /** Types that the input has beside the ids, all at once. */
  inputs: string[];
  /** Whether something beside the ids must be given. */
  isInputRequired: boolean;
  /** What must be given beside the ids, whatever else is. */
  required: string[];
  hasFields: boolean;
  /** Type of the answer; undefined if it is not JSON. */
  answer: string | undefined;
  /** Type of the answer without a selection of fields; undefined if it is the same. */
  defaultAnswer: string | undefined;
  /** Whether it returns pages. */
  isList: boolean;
  /** Input that shows what it takes. */
  example: object;
}

/** An operation whose schemas have names, and the functions that send it. */
export interface Sending {
  pointer: string;
  path: string;
  method: DescribedFunction["method"];
  item: PathItem;
  operation: Operation;
  functions: {
    name: string;
    bodies: string[];
    answer: string | undefined;
    shown: Partial<Operation>;
    example?: string;
  }[];
}

/**
 * The operations of a document with their functions: one of the operation's name, or those in `x-functions`. A body or an
 * answer without a name gets that of its operation: `RejectSolution`, `RejectSolutionAnswer`.
 */
export function sendingsOf(document: Source, isHandWritten: (name: string) => boolean): Sending[] {
  return [...operationsOf(document.openapi)].map(({ path, address, method, item, operation }) => {
    const { operationId, requestBody, responses, "x-functions": own } = operation;
    const { "application/json": json, ...forms } = requestBody?.content ?? {};
    const bodies = [...(json ? [json] : []), ...Object.values(forms)].map((media, index) =>
      hoist(document, media, `${pascalCase(operationId)}${index > 0 ? "Form" : ""}`),
    );
    const success = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1];
    const media: MediaType | undefined = success && resolve(document.openapi, success).content?.["application/json"];
    const answer = media && hoist(document, media, `${pascalCase(operationId)}Answer`);
    const functions = own
      ? Object.entries(own).map(([name, part]) => {
          const { body, answer: returned, example, ...shown } = part;
          return { name, bodies: [body], answer: returned, shown, example };
        })
      : isHandWritten(operationId)
        ? []
        : [{ name: operationId, bodies, answer, shown: {} }];
    const pointer = `#/paths/${escapePointerFragment(path)}/${method}`;
    return { pointer, path: address, method, item, operation, functions };
  });
}

/** The types that an operation has, and its functions. */
export interface DescribedOperation {
  operationId: string;
  /** Type of the ids in the path; undefined if there are none. */
  ids: string | undefined;
  /** Type of the parameters in the query and in headers; undefined if there are none. */
  parameters: string | undefined;
  hasHeaders: boolean;
  /** Type of the fields that are returned without a selection; undefined if all are. */
  defaultField: string | undefined;
  functions: DescribedFunction[];
}

/**
 * Describes an operation. Adds schemas for the parts of their inputs to the document: `ShelfIdPath`,
 * `ListBooksParameters`, both as `ListBooksInput`, `ListBooksField`, `ListBooksDefaultField`, `DefaultBookList`.
 */
export function describeOperation(
  document: Source,
  { pointer, path, method, item, operation, functions }: Sending,
  defaults: ReadonlyMap<string, readonly string[]>,
  answers = new DefaultAnswers(),
): DescribedOperation {
  const parameters = parametersOf(document.openapi, item, operation);
  const inPath = idsOf(path).flatMap((id) => parameters.find(({ name }) => name === id) ?? []);
  const others = parameters.filter((parameter) => parameter.in === "query" || parameter.in === "header");
  const pascal = pascalCase(operation.operationId);
  const fields = others.find(({ name }) => name === "fields");
  const hasFields = fields !== undefined && typedFields(fields);
  if (hasFields && fields.schema?.items && !fields.schema.items.$ref) {
    fields.schema.items = addSchema(document, `${pascal}Field`, fields.schema.items);
  }
  const ids = inPath.length > 0 ? addObject(document, `${inPath.map(pascalOf).join("")}Path`, inPath) : undefined;
  const named = others.length > 0 ? addObject(document, `${pascal}Parameters`, others) : undefined;
  const defaultFields = defaults.get(operation.operationId);
  const defaultField =
    defaultFields && nameOf(addSchema(document, `${pascal}DefaultField`, { enum: [...defaultFields] }));

  const describe = ({ name, bodies, answer, shown, example }: Sending["functions"][number]): DescribedFunction => {
    const body = bodyOf(document, bodies, operation.requestBody?.required === true);
    const places = new Map<string, Place>(
      [...inPath, ...others].map((parameter) => [parameter.name, parameter.in as Place]),
    );
    const properties = body ? propertiesOf(document.openapi, referTo(body.type)) : [];
    const isBodyNamed = properties.some((property) => property === "body" || places.has(property));
    for (const property of isBodyNamed ? ["body"] : properties) places.set(property, "body");
    const inputs = body ? [isBodyNamed ? wrap(document, pascalCase(name), body) : body.type] : [];
    const input =
      ids && named && !body
        ? nameOf(addSchema(document, `${pascalCase(name)}Input`, { allOf: [ids, named].map(referTo) }))
        : undefined;
    const needed = body?.isRequired !== true ? [] : isBodyNamed ? ["body"] : body.required;
    return {
      name,
      document,
      pointer,
      path,
      method,
      operation: { ...operation, ...shown },
      places,
      constants: isBodyNamed || !body ? new Map() : body.constants,
      bodies,
      ids,
      input,
      inputs: [...(named === undefined ? [] : [named]), ...inputs],
      isInputRequired: others.some(({ required }) => required) || body?.isRequired === true,
      required: [...others.filter(({ required }) => required).map(({ name: own }) => own), ...needed],
      hasFields,
      answer,
      defaultAnswer: answer && defaultFields && answers.add(document, pascal, answer, defaultFields),
      isList: others.some((parameter) => parameter.name === "after"),
      example: exampleOf(document.openapi, operation, parameters, { example, isBodyNamed }),
    };
  };
  return {
    operationId: operation.operationId,
    ids,
    parameters: named,
    hasHeaders: others.some((parameter) => parameter.in === "header"),
    defaultField,
    functions: functions.map(describe),
  };
}

interface Body {
  type: string;
  constants: ReadonlyMap<string, string>;
  isRequired: boolean;
  /** Properties that must be given, whatever else is. */
  required: string[];
}

/** The body that a function takes: any of the documented ones, or nothing if it is optional. */
function bodyOf(document: Source, bodies: string[], isRequired: boolean): Body | undefined {
  const [first, ...more] = bodies;
  if (first === undefined) return undefined;
  const type = more.length > 0 ? nameOf(addSchema(document, bodies.join("Or"), { anyOf: bodies.map(referTo) })) : first;
  const [constants, ...others] = bodies.map((body) => constantsOf(document.openapi, referTo(body)));
  const common = [...(constants ?? [])].filter(([name, value]) => others.every((body) => body.get(name) === value));
  const filled = new Map(common);
  const schema = referTo(type ?? first);
  const required = requiredOf(document.openapi, schema).filter((name) => !filled.has(name));
  const body = { type: type ?? first, constants: filled, required };
  const needed = isNeeded(document.openapi, schema, new Set(filled.keys()));
  if (isRequired || !needed) return { ...body, isRequired: needed };
  const nothing: Schema = { type: "object", properties: refuse(propertiesOf(document.openapi, referTo(body.type))) };
  const optional = addSchema(document, `${body.type}OrNothing`, { anyOf: [referTo(body.type), nothing] });
  return { ...body, type: nameOf(optional) ?? body.type, isRequired: false };
}

/** `{ body: … }`, for a body with a property that is also in the path or the query. */
function wrap(document: Source, name: string, { type, isRequired }: Body): string {
  const schema: Schema = {
    type: "object",
    properties: { body: referTo(type) },
    ...(isRequired && { required: ["body"] }),
  };
  return nameOf(addSchema(document, `${name}Body`, schema)) ?? "";
}

function addObject(document: Source, name: string, parameters: Parameter[]): string {
  const properties = parameters.map((parameter): [string, Schema] => {
    const { description, schema = {} } = parameter;
    return [parameter.name, { ...schema, ...(description && { description }) }];
  });
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return (
    nameOf(addSchema(document, name, { type: "object", required, properties: Object.fromEntries(properties) })) ?? ""
  );
}

/** The names of the properties that a value of the schema may have. */
function propertiesOf(document: OpenApiDocument, schema: Schema): string[] {
  const { allOf = [], anyOf = [], oneOf = [], properties = {} } = resolve(document, schema);
  const inner = [...allOf, ...anyOf, ...oneOf].flatMap((part) => propertiesOf(document, part));
  return [...new Set([...Object.keys(properties), ...inner])];
}

/** The properties that every value of the schema has. */
function requiredOf(document: OpenApiDocument, schema: Schema): string[] {
  const { allOf = [], anyOf, oneOf, required = [] } = resolve(document, schema);
  const [first = [], ...others] = (anyOf ?? oneOf ?? []).map((branch) => requiredOf(document, branch));
  const common = first.filter((name) => others.every((branch) => branch.includes(name)));
  return [...new Set([...required, ...allOf.flatMap((part) => requiredOf(document, part)), ...common])];
}

/** Whether a value of the schema has properties that are no constants. */
function isNeeded(document: OpenApiDocument, schema: Schema, constants: ReadonlySet<string>): boolean {
  const { allOf = [], anyOf, oneOf, required = [] } = resolve(document, schema);
  const branches = anyOf ?? oneOf ?? [];
  return (
    required.some((name) => !constants.has(name)) ||
    allOf.some((part) => isNeeded(document, part, constants)) ||
    (branches.length > 0 && branches.every((branch) => isNeeded(document, branch, constants)))
  );
}

/** The names in the braces of a path. */
function idsOf(path: string): string[] {
  return path.match(/[^{}]+(?=\})/g) ?? [];
}

function pascalOf({ name }: Parameter): string {
  return pascalCase(name);
}
