import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { checkValue } from "../server/check-value.ts";
import { detailsOf, type Problem } from "../server/problems.ts";
import { isSchema, resolve, type Schema } from "../server/schemas.ts";
import type { WebhookField } from "./webhook-fields.ts";

interface Change {
  readonly field: string;
  readonly value: Schema;
}

interface Envelope {
  readonly entry: readonly { readonly changes: readonly Change[] }[];
}

let known: Schema | undefined;

/** The document of webhooks, which `@openwaba/webhooks` brings along. It is read when it is needed first. */
function document(): Schema {
  if (known) return known;
  const path = createRequire(import.meta.url).resolve("@openwaba/webhooks/openapi/v25.0/webhooks.json");
  return (known = JSON.parse(readFileSync(path, "utf8")) as Schema);
}

function partOf(node: unknown, ...names: readonly string[]): Schema {
  return names.reduce((part, name) => resolve(document(), part[name]), resolve(document(), node));
}

/** The value of a field in the first example that the document has of it. */
export function exampleOf(field: WebhookField): Schema {
  const content = partOf(document(), "webhooks", field, "post", "requestBody", "content", "application/json");
  const [example] = Object.values(partOf(content, "examples"));
  const { entry = [] } = (partOf(example)["value"] ?? {}) as Partial<Envelope>;
  const change = entry.flatMap(({ changes }) => changes).find((one) => one.field === field);
  if (!change) throw new Error(`the document of webhooks has no example of ${field}`);
  return structuredClone(change.value);
}

/** What the document has against the value of a field, undefined if it fits. */
export function valueProblem(field: WebhookField, value: unknown): string | undefined {
  const problems = valueProblems(field, value);
  return problems.length > 0 ? detailsOf(problems, "value") : undefined;
}

/** The same, each thing for itself. */
export function valueProblems(field: WebhookField, value: unknown): readonly Problem[] {
  return checkValue(document(), valueSchema(field), value).problems;
}

/** A field as the document describes it, with all that its schema refers to. */
interface DocumentedField {
  readonly field: WebhookField;
  readonly description: string;
  /** JSON Schema of the value; its references begin with `#/components/schemas/`. */
  readonly schema: Schema;
  readonly components: { readonly schemas: Schema };
  readonly example: Schema;
}

export function documentedField(field: WebhookField): DocumentedField {
  const schema = valueSchema(field);
  const all = partOf(document(), "components", "schemas");
  const names = [...referredTo(schema, all)].toSorted();
  const schemas = Object.fromEntries(names.map((name) => [name, all[name]]));
  return { field, description: describeField(field), schema, components: { schemas }, example: exampleOf(field) };
}

export function describeField(field: WebhookField): string {
  return String(changeSchema(field)["description"] ?? "");
}

function valueSchema(field: WebhookField): Schema {
  const schema = partOf(changeSchema(field), "properties")["value"];
  return isSchema(schema) ? schema : {};
}

/** The schema of a change of a field: of its name and its value. */
function changeSchema(field: WebhookField): Schema {
  const schemas = Object.values(partOf(document(), "components", "schemas"));
  const schema = schemas.find((one) => partOf(one, "properties", "field")["const"] === field);
  if (!isSchema(schema)) throw new Error(`the document of webhooks has no schema of ${field}`);
  return schema;
}

/** The names of the schemas that one needs, also by way of others. */
function referredTo(schema: Schema, all: Schema): Set<string> {
  const names = new Set<string>();
  const left: unknown[] = [schema];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    for (const [, name = ""] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (names.has(name)) continue;
      names.add(name);
      left.push(all[name]);
    }
  }
  return names;
}
