import { type OpenApiDocument, resolve, type Schema } from "../../specs/openapi.ts";
import { SpecError } from "../../specs/spec-error.ts";
import { nameOf, reachable, referTo, unnamed } from "./references.ts";

type Constants = ReadonlyMap<string, string>;

/** How the schemas of a domain that are sent differ from what goes over the wire. */
export interface SentSchemas {
  /** Constants that functions fill in, by the name of each schema that requires them. */
  constants: ReadonlyMap<string, ReadonlySet<string>>;
  /** What all branches of a body have in common and is itself a union, such as the recipient, by the body's name. */
  factors: ReadonlyMap<string, readonly string[]>;
}

/** A function, the names of the bodies that it takes, and the constants that it fills in. */
interface Sender {
  name: string;
  document: { openapi: OpenApiDocument; at: (pointer: string) => string };
  bodies: readonly string[];
  constants: Constants;
}

/**
 * Looks at the functions of all documents of a domain, so that a schema is the same in each of them.
 *
 * @throws {SpecError} if a schema requires a constant that one function fills in and another does not
 */
export function sentSchemasOf(senders: readonly Sender[]): SentSchemas {
  const constants = new Map<string, Set<string>>();
  const factors = new Map<string, string[]>();
  for (const { document, bodies, constants: filled } of senders) {
    for (const body of bodies) {
      for (const name of filled.size > 0 ? kindsOf(document.openapi, body) : []) {
        const known = constants.get(name) ?? new Set();
        for (const constant of filled.keys()) known.add(constant);
        constants.set(name, known);
      }
      const common = factorsOf(document.openapi, body);
      if (common.length > 0) factors.set(body, common);
    }
  }
  const problems = senders.flatMap((sender) => problemsOf(sender, constants));
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
  return { constants, factors };
}

/** Constants that may be left out of what a function sends, although it does not fill them in. */
function problemsOf({ name, document, bodies, constants }: Sender, filled: SentSchemas["constants"]): string[] {
  const { openapi, at } = document;
  const kinds = new Set(bodies.flatMap((body) => [...kindsOf(openapi, body)]));
  const inside = nestedIn(openapi, kinds);
  return [...new Set([...kinds, ...inside])].flatMap((schema) => {
    const required = new Set(ownParts(openapi.components?.schemas?.[schema]).flatMap((part) => part.required ?? []));
    const left = [...(filled.get(schema) ?? [])].filter(
      (constant) => required.has(constant) && (inside.has(schema) || !constants.has(constant)),
    );
    return left.map(
      (constant) =>
        `${at(`#/components/schemas/${schema}`)} ${schema} requires ${constant}, which ${name} does not fill in, but other functions do: give ${name} a schema of its own`,
    );
  });
}

/** The schemas that properties and items of these schemas refer to. */
function nestedIn(document: OpenApiDocument, names: ReadonlySet<string>): Set<string> {
  const parts = [...names].flatMap((name) => ownParts(document.components?.schemas?.[name]));
  return reachable(
    document,
    parts.map((part) => ({ ...part, allOf: undefined, anyOf: undefined, oneOf: undefined })),
  );
}

/** The constants that every value of a schema has, such as `messaging_product: "whatsapp"`. */
export function constantsOf(document: OpenApiDocument, schema: Schema): Constants {
  const { allOf = [], anyOf, oneOf, properties = {}, required = [] } = resolve(document, schema);
  const own = required.flatMap((name): [string, string][] => {
    const { const: constant, enum: listed = [] } = resolve(document, properties[name] ?? {});
    const [value, ...others] = constant === undefined ? listed : [constant];
    const isConstant = typeof value === "string" && others.length === 0 && isWritable(value);
    return isConstant ? [[name, value]] : [];
  });
  const parts = allOf.flatMap((part) => [...constantsOf(document, part)]);
  const [first = [], ...others] = (anyOf ?? oneOf ?? []).map((branch) => constantsOf(document, branch));
  const common = [...first].filter(([name, value]) => others.every((branch) => branch.get(name) === value));
  return new Map([...own, ...parts, ...common]);
}

/** Whether `name=value` can be a mark of the text that generated functions pass to the runtime. */
function isWritable(value: string): boolean {
  return /^[^\s"\\=]+$/.test(value);
}

/** Lets functions fill the constants in, and takes what all branches of a body share out of them. */
export function rewriteSent(document: OpenApiDocument, { constants, factors }: SentSchemas): void {
  const schemas = document.components?.schemas ?? {};
  for (const [name, filled] of constants) {
    for (const part of ownParts(schemas[name])) {
      const { required } = part;
      if (required) part.required = required.filter((property) => !filled.has(property));
    }
  }
  for (const [body, common] of factors) {
    const schema = schemas[body];
    if (!schema) continue;
    for (const name of kindsOf(document, body)) {
      for (const part of ownParts(schemas[name])) {
        if (part.allOf) part.allOf = part.allOf.filter((inner) => !common.includes(nameOf(inner) ?? ""));
      }
    }
    const { anyOf, oneOf } = schema;
    const content = `${body}Content`;
    schemas[content] = { ...(anyOf && { anyOf }), ...(oneOf && { oneOf }), [unnamed]: true };
    schema.allOf = [...common, content].map(referTo);
    delete schema.anyOf;
    delete schema.oneOf;
  }
}

/** The schemas as they go over the wire, by name, for those that {@link rewriteSent} changes. */
export function wireSchemasOf(document: OpenApiDocument, sent: SentSchemas): Map<string, Schema> {
  const names = Object.keys(document.components?.schemas ?? {});
  return new Map(
    names.flatMap((name) => {
      const schema = wireSchemaOf(document, name, sent);
      return schema ? [[name, schema]] : [];
    }),
  );
}

function wireSchemaOf(document: OpenApiDocument, name: string, sent: SentSchemas): Schema | undefined {
  const filled = filledIn(document, name, sent);
  const factors = sent.factors.has(name) ? [] : factorsIn(document, name, sent);
  const branches = sent.factors.has(name) ? [] : branchesOf(document, name);
  if (branches.some((branch) => !isEqual(filledIn(document, branch, sent), filled))) {
    return { anyOf: branches.map((branch) => wireSchemaOf(document, branch, sent) ?? referTo(branch)) };
  }
  if (filled.size + factors.length === 0) return undefined;
  const properties = [...filled].map(([property, value]) => [property, { type: "string", const: value }] as const);
  const constants: Schema = {
    type: "object",
    required: [...filled.keys()],
    properties: Object.fromEntries(properties),
  };
  return { allOf: [...[name, ...factors].map(referTo), ...(filled.size > 0 ? [constants] : [])] };
}

function filledIn(document: OpenApiDocument, name: string, { constants }: SentSchemas): Constants {
  const known = constants.get(name);
  return new Map([...constantsOf(document, referTo(name))].filter(([constant]) => known?.has(constant)));
}

/** What was taken out of a schema, to be added where it is sent by path. */
function factorsIn(document: OpenApiDocument, name: string, { factors }: SentSchemas): string[] {
  const parts = partsOf(document, name);
  const common = new Set([...factors].filter(([body]) => kindsOf(document, body).has(name)).flatMap(([, own]) => own));
  return [...common].filter((factor) => parts.has(factor) && factor !== name);
}

/** The unions that each branch of a body consists of, beside its own properties. */
function factorsOf(document: OpenApiDocument, body: string): string[] {
  const [first, ...others] = branchesOf(document, body).map((branch) => partsOf(document, branch));
  const common = [...(first ?? [])].filter((name) => others.every((branch) => branch.has(name)));
  return others.length === 0
    ? []
    : common.filter((name) => {
        const { anyOf, oneOf } = resolve(document, referTo(name));
        return anyOf ?? oneOf;
      });
}

/** The schemas that a schema extends, itself included. */
function partsOf(document: OpenApiDocument, name: string): Set<string> {
  return reachedFrom(document, name, ({ allOf = [] }) => allOf);
}

/** The schemas that a value of a schema may be, or extend: itself, its branches and its parts. */
function kindsOf(document: OpenApiDocument, name: string): Set<string> {
  return reachedFrom(document, name, ({ allOf = [], anyOf = [], oneOf = [] }) => [...allOf, ...anyOf, ...oneOf]);
}

function reachedFrom(document: OpenApiDocument, name: string, nextOf: (part: Schema) => Schema[]): Set<string> {
  const found = new Set([name]);
  // grows while it is walked
  for (const inner of found) {
    for (const next of ownParts(document.components?.schemas?.[inner]).flatMap(nextOf).map(nameOf)) {
      if (next !== undefined) found.add(next);
    }
  }
  return found;
}

/** The branches of a schema that is nothing but a union of others. */
function branchesOf(document: OpenApiDocument, name: string): string[] {
  const { anyOf, oneOf, properties, allOf } = document.components?.schemas?.[name] ?? {};
  const names = (anyOf ?? oneOf ?? []).map(nameOf);
  return properties || allOf ? [] : names.filter((branch) => branch !== undefined);
}

/** A schema with the schemas written out in it. */
function ownParts(schema: Schema | undefined): Schema[] {
  if (!schema || schema.$ref) return [];
  const { allOf = [], anyOf = [], oneOf = [] } = schema;
  return [schema, ...[...allOf, ...anyOf, ...oneOf].flatMap(ownParts)];
}

function isEqual(one: Constants, other: Constants): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
