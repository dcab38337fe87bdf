import { invalidParameter } from "./errors.ts";
import { jsonOrText } from "./json.ts";
import { limits } from "./limits.ts";
import type { Operation } from "./operations.ts";
import { compile, describe, type ValueCheck } from "./validate.ts";
import { itemsOf, propertiesOf, resolve, type Schema } from "./schemas.ts";

/** Selected names, each with its own selection in braces. */
export type Selection = ReadonlyMap<string, Selection | undefined>;

/** The parameters in `preview.invalidate(false)`, by field name. */
type FieldParameters = Map<string, Record<string, unknown>>;

/**
 * Reads `name,preview.invalidate(false),owner_business{id,name}`.
 *
 * @throws GraphFailure if braces are unbalanced or nested too deeply, or a name is empty, malformed or repeated
 */
export function parseFields(text: string, given: FieldParameters = new Map()): Selection {
  let position = 0;

  function parseParameters(name: string): void {
    for (;;) {
      const found = /^\.([a-z_]\w*)\(([^()]*)\)/i.exec(text.slice(position));
      if (!found) return;
      const [whole, key = "", value = ""] = found;
      given.set(name, { ...given.get(name), [key]: jsonOrText(value) });
      position += whole.length;
    }
  }

  function parseList(depth: number): Selection {
    if (depth > limits.depth)
      throw invalidParameter(`Param fields must not have more than ${limits.depth} braces inside of each other`);
    const selection = new Map<string, Selection | undefined>();
    for (;;) {
      const name = /^[a-z_]\w*/i.exec(text.slice(position))?.[0];
      if (name === undefined) throw unexpected(depth);
      if (selection.has(name)) throw invalidParameter(`Param fields names ${name} twice: remove one of the two`);
      position += name.length;
      parseParameters(name);
      let inside: Selection | undefined;
      if (text[position] === "{") {
        position++;
        inside = parseList(depth + 1);
        position++;
      }
      selection.set(name, inside);
      if (text[position] === ",") position++;
      else if (text[position] === (depth > 0 ? "}" : undefined)) return selection;
      else throw unexpected(depth);
    }
  }

  function unexpected(depth: number): Error {
    return invalidParameter(`Param fields has ${problemAt(text[position], depth)} at position ${position + 1}`);
  }

  return parseList(0);
}

function problemAt(character: string | undefined, depth: number): string {
  if (character === undefined && depth > 0) return "an opening brace and no closing one";
  if (character === "}" && depth === 0) return "a closing brace too many";
  if (character === undefined || ",{}".includes(character)) return "an empty name";
  return `an unexpected "${character}"`;
}

/** How an operation shapes the nodes that it returns. */
export interface Shape {
  /** Keeps the selected fields of `node`, or the default ones. */
  project(node: object): object;
}

/** The shape of a response for the parameter `fields` of the call, which may be missing. */
export function createShape(operation: Operation, fields: string | undefined): Shape {
  const { document } = operation;
  const schema = nodeSchema(operation);
  const parameter = operation.parameters.find(({ name }) => name === "fields");
  const accepted = parameter && itemsOf(document, parameter.schema)["enum"];
  let selection: Selection | undefined;
  if (fields !== undefined) {
    const given: FieldParameters = new Map();
    selection = parseFields(fields, given);
    checkParameters(operation, resolve(document, parameter?.["x-field-parameters"]), given);
    checkNames(selection, Array.isArray(accepted) ? accepted : Object.keys(propertiesOf(document, schema) ?? {}));
    checkInside(document, schema, selection);
  } else if (Array.isArray(parameter?.["x-default-fields"])) {
    selection = new Map(parameter["x-default-fields"].map((name) => [String(name), undefined]));
  }
  return { project: (node) => projectObject(document, node, schema, selection) };
}

/** Keeps the documented properties of a response, even if the operation may also return a list. */
export function projectAnswer({ document, response }: Operation, answer: object): object {
  return projectObject(document, answer, response.schema, undefined);
}

/** True if the operation returns a list of nodes. */
export function answersList({ document, response }: Operation): boolean {
  return resolve(document, propertiesOf(document, response.schema)?.["data"])["type"] === "array";
}

function nodeSchema(operation: Operation): Schema {
  const { document, response } = operation;
  if (!answersList(operation)) return response.schema;
  return itemsOf(document, propertiesOf(document, response.schema)?.["data"]);
}

const parameterChecks = new WeakMap<Schema, ValueCheck>();

/** The check of a field's parameters, compiled at the first call. */
function parameterCheck(document: Schema, schema: Schema): ValueCheck {
  const check = parameterChecks.get(schema) ?? compile(document, schema, { unevaluatedProperties: false });
  parameterChecks.set(schema, check);
  return check;
}

function checkParameters({ document }: Operation, known: Schema, given: FieldParameters): void {
  for (const [name, values] of given) {
    if (!(name in known)) throw invalidParameter(`Param fields gives ${name} parameters, and it takes none`);
    const check = parameterCheck(document, resolve(document, known[name]));
    if (!check(values)) throw invalidParameter(`Param fields, ${name}: ${describe(check.errors, name)}`);
  }
}

function checkNames(selection: Selection, known: readonly unknown[]): void {
  for (const name of selection.keys()) {
    if (known.includes(name)) continue;
    const allowed = known.join(", ") || "none";
    throw invalidParameter(`Param fields names a nonexisting field (${name}): allowed here are ${allowed}`);
  }
}

function checkInside(document: Schema, schema: Schema, selection: Selection): void {
  const properties = propertiesOf(document, schema) ?? {};
  for (const [name, inside] of selection) {
    if (!inside) continue;
    const inner = nodeInside(document, properties[name]);
    checkNames(inside, Object.keys(propertiesOf(document, inner) ?? {}));
    checkInside(document, inner, inside);
  }
}

/** The schema of an object, or of the objects in an array. */
function nodeInside(document: Schema, node: unknown): Schema {
  const schema = resolve(document, node);
  return schema["type"] === "array" ? itemsOf(document, schema) : schema;
}

function project(document: Schema, value: unknown, node: unknown, selection: Selection | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => project(document, item, itemsOf(document, node), selection));
  if (typeof value === "number" && resolve(document, node)["format"] === "date-time") return timeText(value);
  return typeof value === "object" && value !== null ? projectObject(document, value, node, selection) : value;
}

/** A time that some versions of the platform return in seconds since 1970, as the others write it. */
function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function projectObject(document: Schema, value: object, node: unknown, selection: Selection | undefined): object {
  const properties = propertiesOf(document, node);
  const names = selection ? ["id", ...selection.keys()] : Object.keys(properties ?? value);
  const source = new Map(Object.entries(value));
  const kept = names.filter((name) => source.get(name) !== undefined);
  return Object.fromEntries(
    kept.map((name) => [name, project(document, source.get(name), properties?.[name], selection?.get(name))]),
  );
}
