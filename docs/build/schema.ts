import { type Document, nameOf, resolve, type Schema } from "./documents.ts";
import { cell, code, page, prose, table } from "./markdown.ts";

/** Names of schemas, and of all that they refer to, each with the section that says what it is. */
export function schemaSections(document: Document, names: readonly string[]): [string, string][] {
  const known = new Set<string>();
  const waiting = [...names];
  const sections: [string, string][] = [];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (known.has(name)) continue;
    known.add(name);
    const schema = resolve<Schema>(document, { $ref: `#/components/schemas/${name}` });
    sections.push([name, page(`### ${name} {#${anchorOf(name)}}`, ...describe(document, schema)).trimEnd()]);
    waiting.push(...namesIn(schema));
  }
  return sections;
}

/** What a schema without a name of its own says. */
export function describe(document: Document, schema: Schema): string[] {
  const parts: string[] = [];
  if (schema.description !== undefined) parts.push(prose(schema.description));
  const { required, properties } = membersOf(document, schema);
  if (Object.keys(properties).length > 0) {
    parts.push(
      table(
        ["property", "type", "what it is"],
        Object.entries(properties).map(([name, property]) => [
          `${code(name)}${required.has(name) ? " **required**" : ""}`,
          typeOf(property),
          cell(textOf(document, property)),
        ]),
      ),
    );
  }
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined && branches.some((branch) => !isRequirement(branch))) {
    parts.push("One of:", branches.map((branch) => `- ${branchText(document, branch)}`).join("\n"));
  } else if (parts.length === 0 || Object.keys(properties).length === 0) {
    const type = typeOf(schema);
    if (type !== "") parts.push(type);
  }
  return parts;
}

/** A branch that only says which properties have to be there together. */
function isRequirement({ $ref, type, properties, enum: values, ...rest }: Schema): boolean {
  return (
    $ref === undefined && type === undefined && values === undefined && properties === undefined && "required" in rest
  );
}

function branchText(document: Document, branch: Schema): string {
  const type = typeOf(branch);
  const text = branch.title ?? textOf(document, branch);
  if (type.startsWith("[") || text === "") return text === "" ? type : `${type}: ${prose(text)}`;
  const { properties } = membersOf(document, branch);
  const names = Object.keys(properties).map(code).join(", ");
  return `${prose(text)}${names === "" ? ` (${type})` : ` (${names})`}`;
}

function textOf(document: Document, schema: Schema): string {
  if (schema.description !== undefined)
    return `${schema.deprecated === true ? "Deprecated. " : ""}${schema.description}`;
  return schema.$ref === undefined ? "" : (resolve<Schema>(document, { $ref: schema.$ref }).description ?? "");
}

/** The properties of an object, those of the parts that it is made of among them. */
function membersOf(
  document: Document,
  schema: Schema,
): {
  required: ReadonlySet<string>;
  properties: Readonly<Record<string, Schema>>;
} {
  const parts = (schema.allOf ?? []).map((part) => membersOf(document, resolve<Schema>(document, part as Schema)));
  return {
    required: new Set([...parts.flatMap((part) => [...part.required]), ...(schema.required ?? [])]),
    properties: Object.assign({}, ...parts.map((part) => part.properties), schema.properties),
  };
}

/** The type of a value as people write it, with its limits; schemas with a name are links within the page. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return linkTo(nameOf(schema.$ref));
  if (schema.const !== undefined) return value(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(value).join(" \\| ");
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}${limitsOf(schema)}`;
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined && schema.properties === undefined) {
    return [...new Set(branches.map(typeOf))].filter((type) => type !== "").join(" \\| ");
  }
  if (schema.allOf !== undefined && schema.properties === undefined) {
    return schema.allOf
      .map(typeOf)
      .filter((type) => type !== "")
      .join(" & ");
  }
  const { additionalProperties: others } = schema;
  if (typeof others === "object" && schema.properties === undefined) return `object of ${typeOf(others)}`;
  if (schema.properties !== undefined && schema.description === undefined) {
    return `object with ${Object.keys(schema.properties).map(code).join(", ")}`;
  }
  const types = Array.isArray(schema.type) ? schema.type.join(" \\| ") : (schema.type ?? "");
  return `${types}${limitsOf(schema)}`;
}

function value(constant: unknown): string {
  return code(JSON.stringify(constant));
}

function linkTo(name: string): string {
  return `[${name}](#${anchorOf(name)})`;
}

/** The id of the section of a schema. */
export function anchorOf(name: string): string {
  return `schema-${name.toLowerCase()}`;
}

function limitsOf(schema: Schema): string {
  const { format, pattern, default: preset } = schema;
  const limits = [
    range(schema.minLength, schema.maxLength, " characters"),
    range(schema.minItems, schema.maxItems, " items"),
    range(schema.minimum, schema.maximum, ""),
    format,
    pattern === undefined ? undefined : `pattern ${code(pattern.replaceAll("|", "\\|"))}`,
    preset === undefined ? undefined : `by default ${value(preset)}`,
  ].filter((limit) => limit !== undefined);
  return limits.length === 0 ? "" : `, ${limits.join(", ")}`;
}

function range(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  const shown = (number: number) => number.toLocaleString("en");
  if (least === undefined) return most === undefined ? undefined : `at most ${shown(most)}${unit}`;
  if (most === undefined) return least === 0 ? undefined : `at least ${shown(least)}${unit}`;
  return least === most ? `${shown(least)}${unit}` : `${shown(least)} to ${shown(most)}${unit}`;
}

/** Names of the schemas that a schema refers to. */
export function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, part]) => {
    if (key === "$ref" && typeof part === "string")
      return part.startsWith("#/components/schemas/") ? [nameOf(part)] : [];
    if (key === "properties") return Object.values(part as object).flatMap(namesIn); // one may be named "example"
    return key === "example" || key === "examples" || key === "const" || key === "enum" ? [] : namesIn(part);
  });
}
