import { checkValue } from "../server/check-value.ts";
import { detailsOf, firstUnknown } from "../server/problems.ts";
import { isSchema, type Schema } from "../server/schemas.ts";

/** What a field of a control call may be. */
type Kind = "string" | "number" | "boolean" | "object";

interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
  object: Readonly<Record<string, unknown>>;
}

type Values<Fields extends Readonly<Record<string, Kind>>> = { [Name in keyof Fields]?: Kinds[Fields[Name]] };

/**
 * The fields of a control call, which may have no body if nothing is required.
 *
 * @throws TypeError that names what is wrong, at its place
 */
export function readFields<Fields extends Readonly<Record<string, Kind>>>(
  value: unknown,
  fields: Fields,
  required: readonly (keyof Fields & string)[] = [],
): Values<Fields> {
  const body: unknown = value ?? {};
  if (!isSchema(body)) throw new TypeError("Cannot read the request body: it must be a JSON object");
  const schema: Schema = {
    type: "object",
    additionalProperties: false,
    required,
    properties: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type }])),
  };
  const { problems } = checkValue({}, schema, body);
  if (problems.length > 0)
    throw new TypeError(`Cannot read the request body: ${detailsOf(firstUnknown(problems), "body")}`);
  return body as Values<Fields>; // checked against their kinds
}
