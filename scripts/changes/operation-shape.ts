import { isDeepStrictEqual } from "node:util";
import {
  type MediaType,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
  type Schema,
} from "../specs/openapi.ts";
import { inline } from "./inline.ts";
import { type Shape, schemaShape } from "./schema-shape.ts";

/** Pseudo media types that hold other things than bodies: Redocly compares them like bodies. */
export const parametersPart = "parameters";
export const defaultsPart = "default fields";

interface Inlined extends Operation {
  deprecated?: boolean;
  parameters?: InlinedParameter[];
  requestBody?: { required?: boolean; content?: Record<string, MediaType> };
}

interface InlinedParameter extends Parameter {
  deprecated?: boolean;
}

export interface DescribedOperation {
  operationId: string;
  /** Its functions: `sendMessage(SendMessage): SentMessage` if they have types of their own. */
  functions: string[];
  /** An OpenAPI operation with only what the generated types take from this one. */
  shape: Shape;
  /** All descriptions of the operation. */
  description: unknown;
}

export function describeOperation(document: OpenApiDocument, item: PathItem, operation: Operation): DescribedOperation {
  const inlined = inline<Inlined>(document, operation);
  const parameters = [...inline<InlinedParameter[]>(document, item.parameters ?? []), ...(inlined.parameters ?? [])];
  const { operationId, deprecated, requestBody, responses, "x-functions": functions } = inlined;
  const defaults = parameters.find(({ name }) => name === "fields")?.["x-default-fields"];
  return {
    operationId,
    functions: functions
      ? Object.entries(functions).map(([name, { body, answer }]) => `${name}(${body}): ${answer}`)
      : [operationId],
    description: { parameters, operation: inlined },
    shape: {
      operationId,
      ...(deprecated && { deprecated }),
      requestBody: {
        required: requestBody?.required === true,
        content: {
          [parametersPart]: { schema: parametersShape(parameters) },
          ...media(withoutPlainForms(requestBody?.content ?? {})),
        },
      },
      responses: responsesShape(responses, defaults),
    },
  };
}

function media(content: Record<string, MediaType>): Shape {
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema }]) => [type, { schema: schemaShape(schema ?? {}) }]),
  );
}

/** Next to a JSON body, a form without files has no separate type. */
function withoutPlainForms(content: Record<string, MediaType>): Record<string, MediaType> {
  if (!content["application/json"]) return content;
  const hasFile = (schema?: Schema) =>
    Object.values(schema?.properties ?? {}).some((property) => property.format === "binary");
  return Object.fromEntries(
    Object.entries(content).filter(([type, { schema }]) => type === "application/json" || hasFile(schema)),
  );
}

/** Merges equal error responses: a new status with the same error changes no type. */
function responsesShape(responses: Operation["responses"], defaults: string[] | undefined): Shape {
  const shapes = new Map<string, Shape>();
  for (const [status, { content = {} }] of Object.entries(responses)) {
    const shape = media(content);
    if (status.startsWith("2")) shapes.set(status, { ...shape, ...defaultsMedia(defaults) });
    else if (!isDeepStrictEqual(shape, shapes.get("default") ?? shape)) shapes.set(status, shape);
    else shapes.set("default", shape);
  }
  return Object.fromEntries([...shapes].map(([status, content]) => [status, { content }]));
}

/** Parameters as an object of objects, so that they are compared by name: `{ path: { waba_id }, query: { limit } }`. */
function parametersShape(parameters: InlinedParameter[]): Shape {
  const places = ["path", "query", "header", "cookie"].map((place) => {
    const own = parameters.filter((parameter) => parameter.in === place);
    const properties = own.flatMap(
      ({ name, deprecated, schema = {}, content, "x-field-parameters": modifiers = {} }): [string, Schema][] => [
        [name, { ...(content?.["application/json"]?.schema ?? schema), ...(deprecated && { deprecated }) }],
        ...Object.entries(modifiers).map(([field, modifier]): [string, Schema] => [`${name}.${field}`, modifier]),
      ],
    );
    const required = own.filter((parameter) => parameter.required).map(({ name }) => name);
    return [place, { type: "object", properties: Object.fromEntries(properties), required }];
  });
  return schemaShape({ type: "object", properties: Object.fromEntries(places) });
}

function defaultsMedia(names: string[] | undefined): Shape {
  return names
    ? {
        [defaultsPart]: {
          schema: schemaShape({ type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])) }),
        },
      }
    : {};
}
