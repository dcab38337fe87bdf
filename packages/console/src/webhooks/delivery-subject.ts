import type { WebhookDelivery } from "@openwaba/sandbox";

/** What a delivery is about, for a list. */
export interface Subject {
  /** Such as `text message: Hello` or `status delivered`. */
  readonly title: string;
  /** The business number as the webhook names it. */
  readonly number?: string;
}

type Data = Readonly<Record<string, unknown>>;

const known = new WeakMap<WebhookDelivery, Subject>();
const longest = 200_000; // characters of a body that is read for a list

/** Reads it from the body, once. */
export function subjectOf(delivery: WebhookDelivery): Subject {
  const found = known.get(delivery) ?? readSubject(delivery);
  known.set(delivery, found);
  return found;
}

function readSubject({ body, fields }: WebhookDelivery): Subject {
  const plain = { title: fields.map(words).join(", ") };
  if (body.length > longest) return plain;
  const changes = changesIn(body);
  const [first] = changes;
  if (!first) return plain;
  const { field, value } = first;
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : "";
  const number = dataOf(value["metadata"])["display_phone_number"] ?? value["display_phone_number"];
  return { title: titleOf(String(field), value) + more, ...(typeof number === "string" && { number }) };
}

function changesIn(body: string): { field: unknown; value: Data }[] {
  const { entry } = dataOf(parse(body));
  return itemsOf(entry)
    .flatMap(({ changes }) => itemsOf(changes))
    .map(({ field, value }) => ({ field, value: dataOf(value) }));
}

function titleOf(field: string, value: Data): string {
  const [message] = itemsOf(value["messages"]);
  if (message) return join(`${textOf(message["type"]) ?? ""} message`.trim(), contentOf(message));
  const [status] = itemsOf(value["statuses"]);
  if (status) {
    const [error] = itemsOf(status["errors"]);
    return join(`status ${textOf(status["status"]) ?? ""}`.trim(), error && `error ${textOf(error["code"])}`);
  }
  const template = textOf(value["message_template_name"]);
  const happened = firstText(value, ["event", "decision", "new_status", "new_quality_score", "new_category", "status"]);
  if (template !== undefined) return [`template ${template}`, happened && words(happened)].filter(Boolean).join(" ");
  if (happened !== undefined) return join(words(field), words(happened));
  const [item] = Object.values(value).flatMap(itemsOf);
  const kind = item && firstText(item, ["event", "type", "status", "value", "action", "event_name"]);
  return join(words(field), kind && words(kind));
}

/** The beginning of what a customer wrote. */
function contentOf(message: Data): string | undefined {
  const type = textOf(message["type"]) ?? "";
  const content = Object.hasOwn(message, type) ? dataOf(message[type]) : {};
  return firstText(content, ["body", "caption", "text", "emoji", "filename", "name"])?.slice(0, 100);
}

function firstText(data: Data, names: readonly string[]): string | undefined {
  return names.map((name) => (Object.hasOwn(data, name) ? textOf(data[name]) : undefined)).find(Boolean);
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(": ");
}

function words(name: string): string {
  return name.toLowerCase().replaceAll("_", " ");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function itemsOf(value: unknown): Data[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
}

function dataOf(value: unknown): Data {
  return typeof value === "object" && value !== null ? (value as Data) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
