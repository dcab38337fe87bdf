import type { FlowErrorCode } from "../error.ts";
import { isObject, type JsonObject } from "../read/json.ts";
import type { Component, Flow, Screen } from "../read/read-flow.ts";
import { isSince } from "../schema/versions.ts";
import { type DataSchema, dataSchema, kindOf, propertiesOf } from "./data-schema.ts";
import { parseReference } from "./parse-reference.ts";

/** What a reference refers to, or why it refers to nothing. */
export type Resolved =
  | { schema: DataSchema; component?: Component; problem?: undefined }
  | { problem: Problem; schema?: undefined; component?: undefined };

/** What is wrong with a reference or an expression. */
export interface Problem {
  code: FlowErrorCode;
  message: string;
}

function nothing(message: string, code = "INVALID_SCREEN_DYNAMIC_DATA"): { problem: Problem } {
  return { problem: { code, message } };
}

/** Of references to other screens. */
const ofScreens = "INVALID_SCREEN_DATA";

/** Finds what a reference on a screen refers to. */
export function resolveReference(flow: Flow, screen: Screen, text: string): Resolved {
  const reference = parseReference(text);
  if (!reference) return nothing("it must be ${data.…}, ${form.…}, ${screen.ID.data.…} or ${screen.ID.form.…}");
  const { screen: id, scope, keys } = reference;
  if (id !== undefined && !isSince(flow.version, "4.0")) return nothing("references to screens need version 4.0");
  if (id === screen.id) return nothing("it must not name its own screen", ofScreens);
  const where = id === undefined ? screen : flow.byId.get(id);
  if (!where) return nothing(`there is no screen ${id}`, ofScreens);
  const code = id === undefined ? undefined : ofScreens;
  const [name = "", ...rest] = keys;
  if (scope === "data") {
    const field = where.data[name];
    if (!isObject(field)) return nothing(`the data of ${where.id} has no ${name}`, code);
    return into(field, rest, name);
  }
  const component = where.components.find((each) => each.name === name && each.schema.formValue);
  if (!component) {
    const isForm = where.components.some((each) => each.name === name && each.type === "Form");
    const reason = isForm ? `${name} is a form: name one of its inputs` : `${where.id} has no input ${name}`;
    return nothing(reason, code);
  }
  const found = into(valueOf(component), rest, name);
  return found.problem === undefined ? { ...found, component } : found;
}

function into(schema: JsonObject, keys: readonly string[], name: string): Resolved {
  const [key, ...rest] = keys;
  if (key === undefined) return { schema };
  const kind = kindOf(schema);
  if (kind === undefined) return { schema: undefined };
  if (kind !== "object") return nothing(`${name} is ${kind === "array" ? "an array" : `a ${kind}`}: nothing is in it`);
  const properties = propertiesOf(schema);
  if (!properties) return { schema: undefined };
  const inner = properties[key];
  return isObject(inner) ? into(inner, rest, key) : nothing(`${name} has no ${key}`);
}

const text = dataSchema({ type: "string" });
const anything = dataSchema({});
const range = dataSchema({
  type: "object",
  properties: dataSchema({ "start-date": text, "end-date": text }),
});

/** The type of what an input gives. */
export function valueOf({ type, value, schema }: Component): JsonObject {
  if (type === "CalendarPicker" && value["mode"] === "range") return range;
  if (type === "TextInput" && value["input-type"] === "number") return anything; // text that may be compared with numbers
  const { type: kind = "string", items } = schema.formValue ?? {};
  return items
    ? dataSchema({ type: kind, items: dataSchema({ type: items.type ?? "string" }) })
    : dataSchema({ type: kind });
}
