import { defaultGraphVersion } from "../../packages/runtime/src/generated/versions.ts";
import { isListField, lists } from "../../packages/webhooks/src/lists.ts";
import { type Document, nameOf, readDocuments, resolve, type Schema } from "./documents.ts";
import { cell, code, fence, frontmatter, json, page, prose, table } from "./markdown.ts";
import { schemaSections } from "./schema.ts";

export interface DocumentedField {
  readonly field: string;
  readonly description: string;
  /** Name of the schema of its value. */
  readonly value: string;
  readonly examples: readonly { readonly summary: string; readonly body: unknown }[];
  readonly document: Document;
}

/** The fields of webhooks in the newest version that all packages are built for. */
export function readFields(version: string = defaultGraphVersion): DocumentedField[] {
  const found = readDocuments("webhooks").find((one) => one.version === version);
  if (!found) throw new Error("The package of webhooks is not built: run `pnpm build`");
  const { document } = found;
  const { anyOf = [] } = resolve<Schema>(document, { $ref: "#/components/schemas/Change" });
  return anyOf.flatMap((reference) => {
    const change = resolve<Schema>(document, reference as Schema);
    const field = change.properties?.["field"]?.const;
    const value = change.properties?.["value"]?.$ref;
    if (typeof field !== "string" || value === undefined) return [];
    const content = document.webhooks?.[field]?.post?.requestBody?.content["application/json"];
    return {
      field,
      description: change.description ?? "",
      value: nameOf(value),
      examples: Object.values(content?.examples ?? {}).map(({ summary = field, value: body }) => ({ summary, body })),
      document,
    };
  });
}

/** The Markdown of the page of a field. */
export function fieldPage({ field, description, value, examples, document }: DocumentedField): string {
  return page(
    frontmatter({ title: field, description, outline: [2, 3] }),
    `# ${field}`,
    `${prose(description)}.`,
    "## Handle it",
    handlerOf(field),
    "## Examples",
    ...examples.map(({ summary, body }) => `::: details ${summary}\n${json(body)}\n:::`),
    "## Types",
    ...schemaSections(document, [value]).map(([, section]) => section),
  );
}

export function fieldTable(fields: readonly DocumentedField[]): string {
  return table(
    ["field", "what it tells"],
    fields.map(({ field, description }) => [`[${field}](/reference/webhooks/${field})`, cell(description)]),
  );
}

/** The key of the handler, and what an event of it holds. */
function handlerOf(field: string): string {
  const kinds = isListField(field) ? Object.values(lists[field]) : ["value"];
  const keys =
    field === "messages"
      ? "`messages`, `messages.text`, `messages.image` and the other types of messages, `statuses.delivered` and the other statuses"
      : code(field);
  return page(
    `Keys of \`on\`: ${keys}. Each event holds ${kinds.map((kind) => code(`event.${kind}`)).join(" or ")}.`,
    fence("ts", handlerSample(field)),
  ).trimEnd();
}

/** A program that handles a field. */
export function handlerSample(field: string): string {
  return `import { createWebhookHandler } from "@openwaba/webhooks";

const handler = createWebhookHandler({
  appSecret: process.env.META_APP_SECRET ?? "",
  verifyToken: process.env.WEBHOOK_VERIFY_TOKEN ?? "",
  on: { ${field}: (event) => console.log(event.kind, event.value) },
});`;
}
