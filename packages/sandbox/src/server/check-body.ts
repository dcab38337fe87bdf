import { acceptValue } from "./accept-value.ts";
import type { SentBody } from "./body.ts";
import { checkValue } from "./check-value.ts";
import { invalidParameter } from "./errors.ts";
import { typeFields } from "./form.ts";
import type { Operation } from "./operations.ts";
import { isSchema, resolve, type Schema } from "./schemas.ts";
import type { Undocumented } from "./undocumented.ts";

/** The schema of a body: that of its content type, else of the first documented one, JSON before all others. */
export function schemaOf({ document, requestBody }: Operation, body: SentBody): Schema {
  const content = resolve(document, requestBody?.["content"]);
  const type = [body.kind === "none" ? "" : body.type, "application/json", ...Object.keys(content)].find((name) =>
    Object.hasOwn(content, name),
  );
  return type === undefined ? {} : resolve(document, resolve(document, content[type])["schema"]);
}

/** Reads and checks the bodies of an operation. */
export function createBodyReader(
  operation: Operation,
): (body: SentBody, undocumented: Undocumented) => Readonly<Record<string, unknown>> {
  const { document, requestBody } = operation;
  const allowed = Object.keys(resolve(document, requestBody?.["content"]));

  return function readBody(body, undocumented) {
    if (body.kind === "none") {
      if (requestBody?.["required"] !== true) return {};
      undocumented(invalidParameter("The request body is required and missing"));
    } else if (!requestBody) {
      undocumented(invalidParameter("The request body is not allowed here: send none"));
    } else if (!allowed.includes(body.type)) {
      const expected = `The content type of the request body must be ${allowed.join(" or ")}, it is ${body.type}`;
      if (body.kind === "bytes" && !allowed.includes("application/octet-stream")) throw invalidParameter(expected);
      undocumented(invalidParameter(expected));
    }
    if (body.kind === "bytes") return {};
    const schema = schemaOf(operation, body);
    const value = readValue(document, schema, body);
    const check = (whole: unknown) => checkValue(document, { type: "object", allOf: [schema] }, whole);
    const checkForm = (fields: unknown) => check(textsOf(fields));
    const accepted = acceptValue(value, "body", body.kind === "form" ? checkForm : check, undocumented);
    return accepted as Readonly<Record<string, unknown>>;
  };
}

function readValue(document: Schema, schema: Schema, body: SentBody): unknown {
  if (body.kind === "json") return body.value;
  return body.kind === "form" ? typeFields(document, schema, Object.entries(body.fields)) : {};
}

/** A form as its schema sees it: files are text. */
function textsOf(value: unknown): unknown {
  if (!isSchema(value)) return value;
  const texts = Object.entries(value).map(([name, field]) => [
    name,
    Array.isArray(field) ? field.map(textOf) : textOf(field),
  ]);
  return Object.fromEntries(texts);
}

function textOf(field: unknown): unknown {
  return isSchema(field) && field["bytes"] instanceof Uint8Array ? "" : field;
}
