import { invalidParameter } from "./errors.ts";
import { jsonOrText, readJson } from "./json.ts";
import type { Parameter } from "./operations.ts";
import { resolve, type Schema } from "./schemas.ts";
import type { Undocumented } from "./undocumented.ts";

/** The value of a query parameter from its texts; `fields` stays text, as it has its own parser. */
export function readQuery(
  document: Schema,
  parameter: Parameter,
  texts: readonly string[],
  undocumented: Undocumented,
): unknown {
  const { name, schema, explode, isJson } = parameter;
  const text = texts.at(-1);
  if (text === undefined) return undefined;
  const isList = schema["type"] === "array";
  if (texts.length > 1 && (!isList || isJson || explode === false)) {
    const failure = `Param ${name} is given more than once`;
    undocumented(invalidParameter(failure), `${failure}: the last one counts`);
    return readQuery(document, parameter, [text], undocumented);
  }
  if (isJson) return isList && /^\w/.test(text) ? text : readJson(text, `Param ${name}`);
  if (!isList) return coerce(name, text, schema["type"]);
  if (name === "fields") return text;
  const list = text.startsWith("[") ? jsonOrText(text) : undefined;
  if (texts.length === 1 && Array.isArray(list)) {
    const style = explode === false ? "separated by commas" : "as parameters of the same name";
    undocumented(invalidParameter(`Param ${name} must be sent as values ${style}, not as JSON`));
    return list;
  }
  const type = resolve(document, schema["items"])["type"];
  return (explode === false ? text.split(",") : texts).map((item) => coerce(name, item, type));
}

function coerce(name: string, text: string, type: unknown): unknown {
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  if (type === "object") return readJson(text, `Param ${name}`);
  return text;
}
