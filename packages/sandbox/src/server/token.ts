import { fieldsOf, type SentBody, without } from "./body.ts";
import { schemaOf } from "./check-body.ts";
import { invalidParameter, invalidToken } from "./errors.ts";
import type { Operation } from "./operations.ts";
import { propertiesOf } from "./schemas.ts";
import type { Undocumented } from "./undocumented.ts";

/** The failure of a call without a token. */
export function missingToken() {
  return invalidToken("there is none, send the header Authorization: Bearer <token>");
}

/** The token in the header, else in the query; undefined if it can only be in the body. */
export function tokenOf(headers: Headers, query: URLSearchParams, undocumented: Undocumented): string | undefined {
  const header = headers.get("authorization");
  if (header !== null) return /^(?:bearer|oauth) (.*)$/i.exec(header)?.[1] ?? "";
  const token = query.get("access_token") ?? undefined;
  if (token !== undefined) {
    undocumented(missingToken(), "access_token is sent in the query: send it in the header Authorization");
  }
  return token;
}

/** The token in a body, undefined if there is none. */
export function tokenIn(body: SentBody): string | undefined {
  const { access_token: token } = fieldsOf(body);
  return typeof token === "string" ? token : undefined;
}

/** A body without token and proof, which every operation accepts there; those that the operation documents stay. */
export function withoutCredentials(operation: Operation, body: SentBody, undocumented: Undocumented): SentBody {
  const documented = new Set([
    ...operation.parameters.map(({ name }) => name),
    ...Object.keys(propertiesOf(operation.document, schemaOf(operation, body)) ?? {}),
  ]);
  const sent = fieldsOf(body);
  const names = ["access_token", "appsecret_proof", "appsecret_time"].filter(
    (name) => Object.hasOwn(sent, name) && !documented.has(name),
  );
  if (names.includes("access_token")) {
    undocumented(
      invalidParameter("Unknown parameter access_token: send it in the header Authorization"),
      "access_token is sent in the body: send it in the header Authorization",
    );
  }
  return names.length > 0 ? without(body, new Set(names)) : body;
}
