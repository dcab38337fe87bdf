import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { join } from "node:path";
import { readDocuments } from "../../../../scripts/specs/documents.ts";

/** A delivery as the document of webhooks shows it. */
export interface DocumentedDelivery {
  readonly object: string;
  readonly entry: readonly {
    readonly id: string;
    readonly time?: number;
    readonly changes: readonly { readonly field: string; readonly value: Readonly<Record<string, unknown>> }[];
  }[];
}

interface Post {
  requestBody: { content: { "application/json": { examples: Record<string, { value: DocumentedDelivery }> } } };
}

const [document] = await readDocuments(join(import.meta.dirname, "../../../.."), ["webhooks"]);
if (!document) throw new Error("Cannot read the document of webhooks: there is none");
const { webhooks } = document.openapi as unknown as { webhooks: { whatsapp: { post: Post } } };
const { examples } = webhooks.whatsapp.post.requestBody.content["application/json"];

/** The examples of the document, by their name. */
export const documentedDeliveries: readonly (readonly [string, DocumentedDelivery])[] = Object.entries(examples).map(
  ([name, { value }]) => [name, value],
);

const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
ajv.addSchema(document.openapi, "document");
const validate = ajv.compile({ $ref: "document#/components/schemas/WebhookEnvelope" });

/** What the document says against the body of a delivery; empty if it fits. */
export function schemaProblems(body: string): string[] {
  validate(JSON.parse(body));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
