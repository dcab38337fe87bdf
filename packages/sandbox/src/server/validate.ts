import { acceptValue } from "./accept-value.ts";
import type { SentBody } from "./body.ts";
import { checkValue } from "./check-value.ts";
import { createBodyReader } from "./check-body.ts";
import { invalidParameter, invalidValue } from "./errors.ts";
import type { Operation } from "./operations.ts";
import { createPlacing } from "./place-parameters.ts";
import { firstUnknown, type Problem } from "./problems.ts";
import { readQuery } from "./query.ts";
import type { Schema } from "./schemas.ts";
import { refuse, type Undocumented } from "./undocumented.ts";

export { describe } from "./problems.ts";

/** A request as received. */
export interface RawRequest {
  /** @default "GET" */
  readonly method?: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: SentBody;
  readonly headers?: Headers;
}

/** A valid request of an operation, its values converted to the types in the document. */
export interface CheckedRequest {
  /** @default "GET" */
  readonly method?: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** As sent, unchecked. */
  readonly headers?: Headers;
}

type Check = (request: RawRequest, undocumented: Undocumented) => CheckedRequest;

/** A check of values, which keeps the problems of the last one. */
export interface ValueCheck {
  (value: unknown): boolean;
  errors: readonly Problem[] | null;
}

/** A check against a schema whose references point into `document`; `keywords` apply too. */
export function compile(document: Schema, schema: Schema, keywords: Schema = {}): ValueCheck {
  const whole = { ...keywords, allOf: [schema] };
  const validate: ValueCheck = (value) => {
    const { problems } = checkValue(document, whole, value);
    validate.errors = problems.length > 0 ? firstUnknown(problems) : null;
    return problems.length === 0;
  };
  validate.errors = null;
  return validate;
}

const checks = new WeakMap<Operation, Check>();

/**
 * Checks a request against its operation. What no document has is passed to `undocumented`, which by default rejects it.
 *
 * @throws GraphFailure that names the first invalid parameter
 */
export function validateRequest(
  operation: Operation,
  request: RawRequest,
  undocumented: Undocumented = refuse,
): CheckedRequest {
  const check = checks.get(operation) ?? createCheck(operation);
  checks.set(operation, check);
  return check(request, undocumented);
}

function createCheck(operation: Operation): Check {
  const { document, parameters } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const place = createPlacing(operation);
  const readBody = createBodyReader(operation);

  function check(name: string, schema: Schema, value: unknown, undocumented: Undocumented): unknown {
    return acceptValue(value, name, (sent) => checkValue(document, schema, sent, [name]), undocumented, [name]);
  }

  return function checkRequest(request, undocumented) {
    for (const { name, schema } of inPath) check(name, schema, request.path[name], undocumented);
    const { moved, body } = place(request, undocumented);
    const proof = request.query.get("appsecret_proof");
    if (proof !== null && !/^[0-9a-f]{64}$/.test(proof)) {
      throw invalidParameter("Param appsecret_proof must be an HMAC-SHA256 in lower-case hexadecimal digits");
    }
    const query: Record<string, unknown> = {};
    for (const parameter of inQuery) {
      const { name, schema } = parameter;
      const value = moved.has(name)
        ? moved.get(name)
        : readQuery(document, parameter, request.query.getAll(name), undocumented);
      if (value !== undefined) query[name] = name === "fields" ? value : check(name, schema, value, undocumented);
      else if (parameter["required"] === true) {
        throw invalidValue([{ kind: "missing", place: [name], rule: "" }], name);
      }
    }
    const { method, path, headers } = request;
    const checked = { path, query, body: readBody(body, undocumented) };
    return { ...checked, ...(method !== undefined && { method }), ...(headers && { headers }) };
  };
}
