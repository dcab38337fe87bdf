import { fieldsOf, type SentBody, without } from "./body.ts";
import { schemaOf } from "./check-body.ts";
import { invalidParameter } from "./errors.ts";
import { typeText } from "./form.ts";
import type { Operation } from "./operations.ts";
import { showName } from "./problems.ts";
import { readQuery } from "./query.ts";
import { isSchema, propertiesOf } from "./schemas.ts";
import type { Undocumented } from "./undocumented.ts";

/** Accepted in every query, though no document lists them. */
const commonParameters = ["access_token", "appsecret_proof", "appsecret_time"];

interface Sent {
  readonly query: URLSearchParams;
  readonly body: SentBody;
}

/** A request whose parameters are where their documents have them. */
interface Placed {
  /** Parameters of the query that came in the body. */
  readonly moved: ReadonlyMap<string, unknown>;
  readonly body: SentBody;
}

/**
 * Puts each parameter where the document of its operation has it: the platform takes all of them from the query as well
 * as from the body, and from the body if both have it.
 */
export function createPlacing(operation: Operation): (sent: Sent, undocumented: Undocumented) => Placed {
  const { document, parameters, requestBody } = operation;
  const inQuery = new Map(
    parameters.filter((parameter) => parameter.in === "query").map((parameter) => [parameter.name, parameter]),
  );
  const known = [...inQuery.keys(), ...commonParameters];

  return function place({ query, body }, undocumented) {
    const properties = (requestBody && propertiesOf(document, schemaOf(operation, body))) ?? {};
    const sent = fieldsOf(body);
    const moved = new Map<string, unknown>();
    for (const [name, value] of Object.entries(sent)) {
      const parameter = inQuery.get(name);
      if (!parameter || Object.hasOwn(properties, name)) continue;
      const failure = `Unknown parameter ${name}: it belongs into the query, not into the body`;
      undocumented(invalidParameter(failure), `${name} is documented in the query, not in the body`);
      moved.set(name, typeof value === "string" ? readQuery(document, parameter, [value], undocumented) : value);
    }
    const added: Record<string, unknown> = {};
    for (const [name, text] of query) {
      if (known.includes(name)) continue;
      if (!Object.hasOwn(properties, name)) {
        undocumented(invalidParameter(`Unknown parameter ${showName(name)}: allowed here are ${known.join(", ")}`));
        continue;
      }
      const failure = `Unknown parameter ${name}: it belongs into the body, allowed here are ${known.join(", ")}`;
      undocumented(invalidParameter(failure), `${name} is documented in the body, not in the query`);
      added[name] = typeText(document, properties[name], text);
    }
    const rest = moved.size > 0 ? without(body, new Set(moved.keys())) : body;
    return { moved, body: addTo(rest, added) };
  };
}

/** A body with more parameters; its own win. */
function addTo(body: SentBody, added: Readonly<Record<string, unknown>>): SentBody {
  if (Object.keys(added).length === 0) return body;
  if (body.kind === "form") return { ...body, fields: { ...(added as typeof body.fields), ...body.fields } };
  if (body.kind === "none") return { kind: "json", type: "application/json", value: added };
  return body.kind === "json" && isSchema(body.value) ? { ...body, value: { ...added, ...body.value } } : body;
}
