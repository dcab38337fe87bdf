import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { SentForm } from "./body.ts";
import { invalidParameter } from "./errors.ts";
import { typeFields } from "./form.ts";
import { parseJson } from "./json.ts";
import type { Operation, Parameter } from "./operations.ts";
import { propertiesOf, resolve, type Schema } from "./schemas.ts";

/** A request as received. */
export interface RawRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly body: string | SentForm;
  readonly headers?: Headers;
}

/** A valid request of an operation, its values converted to the types in the document. */
export interface CheckedRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** As sent, unchecked. */
  readonly headers?: Headers;
}

type Check = (request: RawRequest) => CheckedRequest;

/** Accepted on every path, though no document lists them. */
const commonParameters = ["access_token", "appsecret_proof", "appsecret_time"];

/** One per document, because an instance keeps everything that it compiled. */
const validators = new WeakMap<Schema, Ajv2020>();

function validatorOf(document: Schema): Ajv2020 {
  const known = validators.get(document);
  if (known) return known;
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    verbose: true,
    logger: false,
    meta: false,
    validateSchema: false,
  });
  formats.default(ajv);
  validators.set(document, ajv);
  return ajv;
}

/** Compiles a schema whose references point into `document`; the result is kept as long as the document. */
export function compile(document: Schema, schema: Schema, keywords: Schema = {}): ValidateFunction {
  return validatorOf(document).compile({ ...keywords, components: document["components"], allOf: [schema] });
}

const checks = new WeakMap<Operation, Check>();

/**
 * Validates a request against its operation, whose schemas are compiled at the first call.
 *
 * @throws GraphFailure that names the first invalid parameter
 */
export function validateRequest(operation: Operation, request: RawRequest): CheckedRequest {
  const check = checks.get(operation) ?? createCheck(operation);
  checks.set(operation, check);
  return check(request);
}

function createCheck(operation: Operation): Check {
  const { document, parameters } = operation;
  const checkValue = new Map(parameters.map((parameter) => [parameter, compile(document, parameter.schema)]));
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const known = [...inQuery.map(({ name }) => name), ...commonParameters];
  const readBody = createBodyReader(operation);

  function check(parameter: Parameter, value: unknown): unknown {
    const validate = checkValue.get(parameter);
    if (validate && !validate(value)) throw invalidParameter(describe(validate.errors, parameter.name));
    return value;
  }

  return function checkRequest(request) {
    for (const parameter of inPath) check(parameter, request.path[parameter.name]);
    for (const name of request.query.keys()) {
      if (!known.includes(name))
        throw invalidParameter(`Unknown parameter ${name}: allowed here are ${known.join(", ")}`);
    }
    const proof = request.query.get("appsecret_proof");
    if (proof !== null && !/^[0-9a-f]{64}$/.test(proof)) {
      throw invalidParameter("Param appsecret_proof must be an HMAC-SHA256 in lower-case hexadecimal digits");
    }
    const query: Record<string, unknown> = {};
    for (const parameter of inQuery) {
      const value = readQuery(document, parameter, request.query.getAll(parameter.name));
      if (value !== undefined) query[parameter.name] = parameter.name === "fields" ? value : check(parameter, value);
      else if (parameter["required"] === true) throw invalidParameter(`The parameter ${parameter.name} is required`);
    }
    const { path, headers } = request;
    return { path, query, body: readBody(request), ...(headers && { headers }) };
  };
}

/** The value of a query parameter; `fields` stays text, as it has its own parser. */
function readQuery(document: Schema, { name, schema, explode, isJson }: Parameter, texts: string[]): unknown {
  const [text] = texts;
  if (text === undefined) return undefined;
  if (isJson) return readJson(text, `Param ${name}`);
  const isList = schema["type"] === "array";
  if (texts.length > 1 && (!isList || explode === false))
    throw invalidParameter(`Param ${name} is given more than once`);
  if (!isList) return coerce(name, text, schema["type"]);
  if (name === "fields") return text;
  const type = resolve(document, schema["items"])["type"];
  return (explode === false ? text.split(",") : texts).map((item) => coerce(name, item, type));
}

function coerce(name: string, text: string, type: unknown): unknown {
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  if (type === "object") return readJson(text, `Param ${name}`);
  return text;
}

function createBodyReader({
  document,
  requestBody,
}: Operation): (request: RawRequest) => Readonly<Record<string, unknown>> {
  const content = resolve(document, requestBody?.["content"]);
  const allowed = Object.keys(content);
  const schemaOf = (type: string) => resolve(document, resolve(document, content[type])["schema"]);
  const compileFor = (type: string) =>
    compile(document, schemaOf(type), { type: "object", unevaluatedProperties: false });
  const validate = compileFor("application/json");
  const validateForm = compileFor("multipart/form-data");

  return function readBody({ body, contentType }) {
    if (body === "") {
      if (requestBody?.["required"] === true) throw invalidParameter("The request body is required and missing");
      return {};
    }
    if (!requestBody) throw invalidParameter("The request body is not allowed here: send none");
    const type = contentType?.split(";")[0]?.trim().toLowerCase() ?? "none";
    if (!allowed.includes(type)) {
      throw invalidParameter(`The content type of the request body must be ${allowed.join(" or ")}, it is ${type}`);
    }
    if (typeof body !== "string") {
      const fields = typeFields(document, schemaOf(type), Object.entries(body));
      const textOf = (value: unknown) => (typeof value === "object" && value && "bytes" in value ? "" : value);
      const texts = Object.entries(fields).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(textOf) : textOf(value),
      ]);
      if (!validateForm(Object.fromEntries(texts))) throw invalidParameter(describe(validateForm.errors, "body"));
      return fields;
    }
    if (type !== "application/json") return {}; // other types are documented, but not parsed
    const value = readJson(body, "The request body");
    if (!validate(value)) throw invalidParameter(describe(validate.errors, "body"));
    return value as Record<string, unknown>;
  };
}

function readJson(text: string, what: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw invalidParameter(
      `${what} ${error instanceof RangeError ? error.message : "must be JSON and cannot be parsed"}`,
    );
  }
}

const unknownName = new Set(["additionalProperties", "unevaluatedProperties"]);

/** One sentence on what is wrong with the value called `name`; unknown names come first. */
export function describe(errors: readonly ErrorObject[] | null | undefined, name: string): string {
  const error = errors?.find(({ keyword }) => unknownName.has(keyword)) ?? errors?.[0];
  const place = error?.instancePath.slice(1).replaceAll("/", ".");
  const inside = (member: unknown) => (place ? `${place}.${String(member)}` : String(member));
  const subject = `Param ${place || name}`;
  switch (error?.keyword) {
    case "required":
      return `The parameter ${inside(error.params["missingProperty"])} is required`;
    case "additionalProperties":
    case "unevaluatedProperties": {
      const parent = error.parentSchema ?? {};
      const allowed = Object.keys(propertiesOf(parent, parent) ?? {}).join(", ");
      const unknown = inside(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
      return `Unknown parameter ${unknown}${allowed && `: allowed here are ${allowed}`}`;
    }
    case "enum":
      return `${subject} must be one of ${(error.params["allowedValues"] as unknown[]).join(", ")}`;
    default:
      return `${subject} ${error?.message ?? "is wrong"}`;
  }
}
