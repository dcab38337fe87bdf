import type { Findings } from "../findings.ts";
import { isArray, isObject, type Json, type JsonObject, type Path } from "../read/json.ts";
import { isDynamic, isMixed } from "../references/is-dynamic.ts";
import { branchesOf, isComponent, propertyOf, resolve } from "./definitions.ts";
import type { Schema } from "./schema.ts";
import { isSince } from "./versions.ts";

/** A value that is known on the phone alone, and what it must be. */
export interface DynamicValue {
  text: string;
  path: Path;
  expected: readonly Schema[];
}

interface Check {
  version: string;
  findings: Findings;
  /** Values that have to be checked with what they refer to. */
  dynamic: DynamicValue[];
}

/** Compares the flow with the schema of its version. */
export function checkSchema(flow: Json, version: string, findings: Findings): DynamicValue[] {
  const check = { version, findings, dynamic: [] };
  visit({ ref: "Flow" }, flow, [], check);
  return check.dynamic;
}

function visit(reference: Schema, value: Json, path: Path, check: Check, outer?: string): void {
  if (check.findings.isFull) return;
  const schema = resolve(reference);
  const error = schema.error ?? outer; // of all that is in it
  const add = (code: string, message: string) => check.findings.add(error ?? code, path, message);
  for (const part of schema.allOf ?? []) visit(part, value, path, check, error);
  if (schema.anyOf) return visitAny(schema, value, path, check, error);
  if (schema.discriminator) return visitOneOf(schema, value, path, check, error);
  if (schema.dynamic && typeof value === "string" && isDynamic(value, check.version)) {
    check.dynamic.push({ text: value, path, expected: [{ type: "string" }] });
    return undefined;
  }
  if (schema.type && !hasType(value, schema.type)) {
    return add("INVALID_PROPERTY_TYPE", `It must be ${nameOf(schema.type)}, not ${typeName(value)}`);
  }
  if (schema.const !== undefined && value !== schema.const)
    return add("INVALID_PROPERTY_VALUE", `It must be "${schema.const}"`);
  if (schema.enum && !schema.enum.includes(String(value)))
    return add("INVALID_ENUM_VALUE", `It must be one of ${schema.enum.join(", ")}`);
  if (typeof value === "string") checkText(schema, value, check.version, add);
  if (typeof value === "number") checkNumber(schema, value, add);
  if (isArray(value)) {
    const { minItems = 0, maxItems = Infinity, items } = schema;
    if (value.length < minItems)
      add(schema.minError ?? "MIN_ITEMS_REQUIRED", `It must have at least ${minItems}, not ${value.length}`);
    if (value.length > maxItems)
      add(schema.maxError ?? "MAX_ITEMS_REQUIRED", `It must have at most ${maxItems}, not ${value.length}`);
    if (items)
      for (const [index, item] of value.slice(0, maxItems).entries())
        visit(items, item, [...path, index], check, error);
  }
  if (isObject(value)) visitObject(schema, value, path, check, error);
}

function checkText(schema: Schema, value: string, version: string, add: (code: string, message: string) => void): void {
  const { minLength = 0, notBlankSince, pattern } = schema;
  const isBlank = notBlankSince !== undefined && isSince(version, notBlankSince) && value.trim() === "";
  if (value.length < minLength) add("MIN_CHARS_REQUIRED", "It must not be empty");
  else if (isBlank) add("PATTERN_MISMATCH", "It must not be blank");
  else if (pattern !== undefined && !new RegExp(pattern).test(value))
    add("PATTERN_MISMATCH", `It must match ${pattern}`);
  if (schema.dynamic && isMixed(value, version)) {
    add(
      "INVALID_TEXT_DYNAMIC_DATA",
      "A reference must be all of the text; since 6.0 an expression in backticks joins texts",
    );
  }
}

function checkNumber(schema: Schema, value: number, add: (code: string, message: string) => void): void {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  if (value < minimum) add("MINIMUM_VALUE_REQUIRED", `It must be at least ${minimum}`);
  if (value > maximum) add("MAXIMUM_VALUE_REQUIRED", `It must be at most ${maximum}`);
}

/** One of several: that of the type of the value, or anything if it is only known on the phone. */
function visitAny(schema: Schema, value: Json, path: Path, check: Check, outer?: string): void {
  const branches = branchesOf(schema);
  const expected = branches.filter(({ ref }) => ref !== "Reference");
  const types = expected.map(resolve);
  const isReference = typeof value === "string" && isDynamic(value, check.version);
  if (isReference && (expected.length < branches.length || types.some(({ dynamic }) => dynamic))) {
    check.dynamic.push({ text: value, path, expected: types });
    return;
  }
  const branch = types.find(({ type = "object" }) => hasType(value, type));
  if (branch) return visit(branch, value, path, check, outer);
  const names = [...new Set(types.map(({ type = "object" }) => nameOf(type)))];
  if (expected.length < branches.length) names.push("a reference");
  check.findings.add(
    outer ?? "INVALID_PROPERTY_TYPE",
    path,
    `It must be ${names.join(" or ")}, not ${typeName(value)}`,
  );
}

/** One of several that have a name: a component or an action. */
function visitOneOf(schema: Schema, value: Json, path: Path, check: Check, outer?: string): void {
  const { discriminator = "type", oneOf = [] } = schema;
  const add = (code: string, at: Path, message: string) => check.findings.add(outer ?? code, at, message);
  if (!isObject(value)) return add("INVALID_PROPERTY_TYPE", path, `It must be an object, not ${typeName(value)}`);
  const name = value[discriminator];
  const at = [...path, discriminator];
  if (name === undefined) {
    const code = discriminator === "type" ? "MISSING_REQUIRED_TYPE_PROPERTY" : "MISSING_REQUIRED_PROPERTY";
    return add(code, path, `It must have "${discriminator}"`);
  }
  const known = oneOf.map(resolve).find(({ properties }) => properties?.[discriminator]?.const === name);
  if (!known) {
    if (discriminator === "type" && typeof name === "string" && isComponent(name))
      return add("INVALID_COMPONENT_PLACEMENT", at, `A ${name} cannot be here`);
    const names = oneOf.map((one) => resolve(one).properties?.[discriminator]?.const).join(", ");
    const code = discriminator === "type" ? "INVALID_PROPERTY_VALUE" : "INVALID_ENUM_VALUE";
    return add(code, at, `It must be one of ${names}`);
  }
  if (!isIn(known, check.version)) {
    const code = discriminator === "type" ? "INVALID_PROPERTY_VALUE" : "INVALID_ENUM_VALUE";
    return add(code, at, `Here it needs version ${known.since} of Flow JSON, not ${check.version}`);
  }
  return visit(known, value, path, check, outer);
}

function visitObject(schema: Schema, value: JsonObject, path: Path, check: Check, outer?: string): void {
  const { properties = {}, required = [], additionalProperties = true, dependentRequired = {} } = schema;
  const { version } = check;
  const add = (code: string, at: Path, message: string, isName = false) =>
    check.findings.add(outer ?? code, at, message, isName);
  const since = Object.keys(properties).filter((name) => {
    const { requiredSince } = properties[name] ?? {};
    return requiredSince !== undefined && isSince(version, requiredSince);
  });
  for (const name of [...required, ...since])
    if (value[name] === undefined && !(path.length === 0 && name === "version"))
      add("MISSING_REQUIRED_PROPERTY", path, `It must have "${name}"`);
  for (const [name, needed] of Object.entries(dependentRequired))
    for (const other of needed)
      if (value[name] !== undefined && value[other] === undefined)
        add("INVALID_DEPENDENCIES", path, `With "${name}" it must have "${other}"`);
  for (const [name, inner] of Object.entries(value)) {
    if (check.findings.isFull) return;
    const at = [...path, name];
    const own = propertyOf(schema, name);
    if (own === undefined && additionalProperties === false) {
      add("INVALID_PROPERTY_KEY", at, `"${shorten(name)}" is not known here`, true);
    } else if (own && !isIn(own, version)) {
      const why =
        own.since && !isSince(version, own.since) ? `needs version ${own.since}` : `is gone since ${own.until}`;
      add("INVALID_PROPERTY_KEY", at, `"${name}" ${why} of Flow JSON; this is ${version}`, true);
    } else {
      const inside = own ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
      if (inside && !(path.length === 0 && name === "version")) visit(inside, inner, at, check, outer);
    }
  }
}

function isIn({ since, until }: Schema, version: string): boolean {
  return (since === undefined || isSince(version, since)) && (until === undefined || !isSince(version, until));
}

function hasType(value: Json | undefined, type: NonNullable<Schema["type"]>): boolean {
  if (type === "object") return isObject(value);
  if (type === "array") return isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

/** The types by their articles. */
function nameOf(type: NonNullable<Schema["type"]>): string {
  return /^[aio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function typeName(value: Json): string {
  if (value === null) return "null";
  if (isArray(value)) return "an array";
  return isObject(value) ? "an object" : `a ${typeof value}`;
}

/** A name that a stranger chose, for a message. */
export function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
