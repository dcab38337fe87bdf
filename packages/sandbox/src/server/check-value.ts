import { fullFormats } from "ajv-formats/dist/formats.js";
import { checkBranches } from "./check-branches.ts";
import { type Known, merge, namesIn, nothing, type Verdict } from "./known-names.ts";
import { collect, nameTypes, type Place, type Problem, showName, typeOf, wrong } from "./problems.ts";
import { isSchema, resolve, type Schema } from "./schemas.ts";

/**
 * Checks a value against a JSON Schema of a document. Unlike a general validator it says what is wrong in the words and
 * at the place that a caller expects, also inside of unions, and which names no document has.
 */
export function checkValue(document: Schema, node: unknown, value: unknown, place: Place = []): Verdict {
  if (node === true) return { problems: [], known: { ...nothing, isOpen: true } };
  if (node === false) return { problems: [wrong(place, "is not allowed here")], known: nothing };
  const schema = resolve(document, node);
  const problem = typeProblem(schema, value, place);
  if (problem) return { problems: [problem], known: nothing };
  const problems = valueProblems(schema, value, place);
  const all: Known[] = [];
  const add = (verdict: Verdict): void => {
    collect(problems, verdict.problems);
    all.push(verdict.known);
  };
  if (Array.isArray(value)) add(checkList(document, schema, value, place));
  else if (isSchema(value)) add(checkObject(document, schema, value, place));
  for (const part of listOf(schema["allOf"])) add(checkValue(document, part, value, place));
  for (const verdict of conditional(document, schema, value, place)) add(verdict);
  for (const keyword of ["anyOf", "oneOf"]) {
    const branches = schema[keyword];
    const isOne = keyword === "oneOf";
    if (Array.isArray(branches)) add(checkBranches({ document, branches, isOne, value, place, check: checkValue }));
  }
  const known = merge(all);
  if (schema["unevaluatedProperties"] === false && isSchema(value) && !known.isOpen) {
    collect(problems, strangers(value, namesIn(known), place));
  }
  return { problems, known };
}

function strangers(value: Schema, allowed: readonly string[], place: Place): Problem[] {
  const rule = allowed.join(", ");
  return Object.keys(value)
    .filter((name) => !allowed.includes(name))
    .map((name) => ({ kind: "unknown", place: [...place, name], rule }));
}

function typeProblem(schema: Schema, value: unknown, place: Place): Problem | undefined {
  const { type: wanted } = schema;
  const type = typeOf(value);
  if (wanted === undefined || wanted === type) return undefined;
  const types = [wanted].flat();
  if (types.includes(type) || (type === "integer" && types.includes("number"))) return undefined;
  return { ...wrong(place, `must be ${nameTypes(types)}`, nameTypes([type])), types };
}

function valueProblems(schema: Schema, value: unknown, place: Place): Problem[] {
  const { enum: allowed, const: constant } = schema;
  if (constant !== undefined && constant !== value) return [wrong(place, `must be ${JSON.stringify(constant)}`)];
  if (Array.isArray(allowed) && !allowed.includes(value)) {
    return [{ ...wrong(place, `must be one of ${allowed.join(", ")}`), allowed }];
  }
  if (typeof value === "string") return textProblems(schema, value, place);
  if (typeof value === "number") return numberProblems(schema, value, place);
  return [];
}

function textProblems(schema: Schema, text: string, place: Place): Problem[] {
  const problems = sizeProblems(schema, "Length", [...text].length, "character", place);
  const { pattern, format } = schema;
  if (typeof pattern === "string" && !expressionOf(pattern).test(text)) {
    problems.push(wrong(place, `must match the pattern ${pattern}`));
  }
  if (typeof format === "string" && !fits(format, text)) problems.push(wrong(place, `must be a valid ${format}`));
  return problems;
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? new RegExp(pattern, "u");
  expressions.set(pattern, expression);
  return expression;
}

const formats = new Map<string, unknown>(Object.entries(fullFormats));

/** True also for formats that say nothing about a value of this type. */
function fits(format: string, value: string | number): boolean {
  const known = formats.get(format);
  const isOfNumbers = isSchema(known) && known["type"] === "number";
  if (isOfNumbers !== (typeof value === "number")) return true;
  const test = isSchema(known) && !(known instanceof RegExp) ? known["validate"] : known;
  if (test instanceof RegExp) return test.test(String(value));
  return typeof test === "function" ? Boolean(test(value)) : true;
}

function numberProblems(schema: Schema, number: number, place: Place): Problem[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, format } = schema;
  const problems: Problem[] = [];
  const demand = (isFine: boolean, rule: string) => isFine || problems.push(wrong(place, rule));
  if (typeof minimum === "number") demand(number >= minimum, `must be at least ${minimum}`);
  if (typeof maximum === "number") demand(number <= maximum, `must be at most ${maximum}`);
  if (typeof exclusiveMinimum === "number") demand(number > exclusiveMinimum, `must be more than ${exclusiveMinimum}`);
  if (typeof exclusiveMaximum === "number") demand(number < exclusiveMaximum, `must be less than ${exclusiveMaximum}`);
  if (typeof format === "string") demand(fits(format, number), `must be a valid ${format}`);
  return problems;
}

/** Checks `min` and `max` of `what`: of lengths, items or properties. */
function sizeProblems(
  schema: Schema,
  what: "Length" | "Items" | "Properties",
  size: number,
  noun: string,
  place: Place,
): Problem[] {
  const { [`min${what}`]: least, [`max${what}`]: most } = schema;
  const count = (number: number) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  if (typeof least === "number" && size < least)
    return [wrong(place, `must have at least ${count(least)}`, count(size))];
  if (typeof most === "number" && size > most) return [wrong(place, `must have at most ${count(most)}`, count(size))];
  return [];
}

function checkList(document: Schema, schema: Schema, items: readonly unknown[], place: Place): Verdict {
  const problems = sizeProblems(schema, "Items", items.length, "item", place);
  const { uniqueItems, contains } = schema;
  if (uniqueItems === true && new Set(items.map((item) => JSON.stringify(item))).size < items.length) {
    problems.push(wrong(place, "must not have the same item twice"));
  }
  const inner = new Map<string, Known>();
  for (const [index, item] of schema["items"] === undefined ? [] : items.entries()) {
    const verdict = checkValue(document, schema["items"], item, [...place, String(index)]);
    inner.set(String(index), verdict.known);
    if (!collect(problems, verdict.problems)) break;
  }
  if (contains !== undefined && !items.some((item) => isValid(document, contains, item))) {
    problems.push(wrong(place, `must have an item ${describeShape(document, contains)}`));
  }
  return { problems, known: inner.size > 0 ? { ...nothing, inner } : nothing };
}

function checkObject(document: Schema, schema: Schema, value: Schema, place: Place): Verdict {
  const problems = sizeProblems(schema, "Properties", Object.keys(value).length, "parameter", place);
  const has = (name: unknown) => Object.hasOwn(value, String(name));
  for (const name of listOf(schema["required"])) {
    if (!has(name)) problems.push({ kind: "missing", place: [...place, String(name)], rule: "" });
  }
  for (const [name, others] of Object.entries(resolve(document, schema["dependentRequired"]))) {
    for (const other of has(name) ? listOf(others) : []) {
      if (!has(other)) problems.push({ kind: "missing", place: [...place, String(other)], rule: "" });
    }
  }
  const { properties = {}, additionalProperties: rest } = schema;
  const declared = isSchema(properties) ? namesOf(properties) : new Set<string>();
  const inner = new Map<string, Known>();
  const checkProperty = (name: string, property: unknown): void => {
    const verdict = checkValue(document, property, value[name], [...place, name]);
    collect(problems, verdict.problems);
    inner.set(name, verdict.known);
  };
  for (const name of declared) {
    if (has(name)) checkProperty(name, (properties as Schema)[name]);
  }
  if (rest === false) collect(problems, strangers(value, [...declared], place));
  else if (rest !== undefined) {
    for (const name of Object.keys(value)) if (!declared.has(name)) checkProperty(name, rest);
  }
  const isOpen = rest !== undefined && rest !== false;
  if (declared.size === 0 && inner.size === 0 && !isOpen) return { problems, known: nothing };
  return { problems, known: { declared: declared.size > 0 ? [declared] : [], inner, isOpen } };
}

const declaredNames = new WeakMap<Schema, ReadonlySet<string>>();

function namesOf(properties: Schema): ReadonlySet<string> {
  const names = declaredNames.get(properties) ?? new Set(Object.keys(properties));
  declaredNames.set(properties, names);
  return names;
}

/** What `if` and `not` demand; the names in them are known elsewhere. */
function conditional(document: Schema, schema: Schema, value: unknown, place: Place): Verdict[] {
  const verdicts: Verdict[] = [];
  if (schema["not"] !== undefined && isValid(document, schema["not"], value)) {
    const problems = [wrong(place, `must not be ${describeShape(document, schema["not"])}`)];
    verdicts.push({ problems, known: nothing });
  }
  if (schema["if"] !== undefined) {
    const then = schema[isValid(document, schema["if"], value) ? "then" : "else"] ?? {};
    verdicts.push({ problems: checkValue(document, then, value, place).problems, known: nothing });
  }
  return verdicts;
}

function isValid(document: Schema, node: unknown, value: unknown): boolean {
  return checkValue(document, node, value).problems.length === 0;
}

/** What a schema without a name of its own is about: `with type BODY or body`. */
function describeShape(document: Schema, node: unknown): string {
  const schema = resolve(document, node);
  const parts = [...listOf(schema["anyOf"]), ...listOf(schema["allOf"])].map((part) => describeShape(document, part));
  if (parts.length > 0) return parts.join(" or ");
  const properties = resolve(document, schema["properties"]);
  const values = Object.entries(properties).flatMap(([name, property]) => {
    const { enum: allowed, const: constant } = resolve(document, property);
    const wanted = constant === undefined ? listOf(allowed) : [constant];
    return wanted.length > 0 ? [`${showName(name)} ${wanted.join(" or ")}`] : [];
  });
  return `with ${values.length > 0 ? values.join(" and ") : listOf(schema["required"]).join(" and ")}`;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
