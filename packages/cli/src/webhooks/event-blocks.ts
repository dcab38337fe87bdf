import type { WebhookEvent } from "@openwaba/webhooks";
import type { Block } from "../output/layout.ts";
import { bold, dim, red } from "../output/span.ts";

type Item = Readonly<Record<string, unknown>>;

/** An event on a line or two: what it is, from whom, and what it says. */
export function eventBlocks(event: WebhookEvent): Block[] {
  const { kind, contact, phoneNumberId } = event as WebhookEvent & { contact?: Item; phoneNumberId?: string };
  const item = (event as unknown as Item)[kind] as Item | undefined;
  const name = nameOf(event, item);
  const person = text(item?.["from"] ?? item?.["recipient_id"] ?? item?.["from_user_id"]);
  const profile = text((contact?.["profile"] as Item | undefined)?.["name"]);
  const who = [person, profile && `(${profile})`].filter(Boolean).join(" ");
  const content = kind === "change" ? JSON.stringify((event as { value: unknown }).value) : contentOf(item);
  const errors = Array.isArray(item?.["errors"]) ? (item["errors"] as Item[]) : [];
  return [
    [bold(name), who === "" ? "" : ` ${who}`, dim(phoneNumberId === undefined ? "" : ` at ${phoneNumberId}`)],
    ...(content === "" ? [] : [{ indent: 2, text: content }]),
    ...errors.map(({ code, title, message }) => ["  ", red(String(code ?? "")), ` ${text(title) || text(message)}`]),
    ...(item?.["id"] === undefined ? [] : [["  ", dim(text(item["id"]))]]),
  ];
}

/** As handlers are named: `messages.text`, `statuses.failed`. */
function nameOf({ field, kind }: WebhookEvent, item: Item | undefined): string {
  if (item === undefined) return field;
  return `${kind === "status" ? "statuses" : field}.${text(item["type"]) || text(item["status"]) || kind}`;
}

function contentOf(item: Item | undefined): string {
  if (item === undefined) return "";
  const type = text(item["type"]);
  const content = item[type] as Item | undefined;
  if (content === undefined) return "";
  return text(content["body"] ?? content["caption"] ?? content["emoji"] ?? content["text"]) || JSON.stringify(content);
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
