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

interface Item {
  post: {
    requestBody: { content: { "application/json": { examples: Record<string, { value: DocumentedDelivery }> } } };
  };
}

const [document] = await readDocuments(join(import.meta.dirname, "../../../.."), ["webhooks"]);
if (!document) throw new Error("Cannot read the document of webhooks: there is none");
const { webhooks } = document.openapi as unknown as { webhooks: Record<string, Item> };

/** The examples of all fields, by their name. */
export const documentedDeliveries: readonly (readonly [string, DocumentedDelivery])[] = Object.values(webhooks).flatMap(
  ({ post }) =>
    Object.entries(post.requestBody.content["application/json"].examples).map(
      ([name, { value }]): [string, DocumentedDelivery] => [name, value],
    ),
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
