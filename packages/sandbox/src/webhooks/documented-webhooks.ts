import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { checkValue } from "../server/check-value.ts";
import { detailsOf } from "../server/problems.ts";
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
  const content = partOf(document(), "webhooks", "whatsapp", "post", "requestBody", "content", "application/json");
  for (const example of Object.values(partOf(content, "examples"))) {
    const { entry } = partOf(example)["value"] as Envelope;
    const change = entry.flatMap(({ changes }) => changes).find((one) => one.field === field);
    if (change) return structuredClone(change.value);
  }
  throw new Error(`the document of webhooks has no example of ${field}`);
}

/** What the document has against the value of a field, undefined if it fits. */
export function valueProblem(field: WebhookField, value: unknown): string | undefined {
  const schemas = Object.values(partOf(document(), "components", "schemas"));
  const schema = schemas.find((one) => partOf(one, "properties", "field")["const"] === field);
  if (!isSchema(schema)) throw new Error(`the document of webhooks has no schema of ${field}`);
  const { problems } = checkValue(document(), partOf(schema, "properties")["value"], value);
  return problems.length > 0 ? detailsOf(problems, "value") : undefined;
}
