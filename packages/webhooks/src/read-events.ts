import { contactOf } from "./contact.ts";
import { dedupeKeyOf } from "./dedupe-key.ts";
import { WebhookChangeError, WebhookRequestError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import { parseJson } from "./json.ts";
import { isListField, lists } from "./lists.ts";
import { numberOf, wabaOf } from "./event-account.ts";
import { isObject, type JsonObject, objectIn, textIn } from "./json-object.ts";

/** The object whose fields this package describes. */
export const accountObject = "whatsapp_business_account";

/** Deeper values overflow the stack, such as in `JSON.stringify`; the platform's have less than 30 levels. */
const maxLevels = 500;

export interface ReadOptions {
  /** Called for each change that cannot be read; the rest of the delivery continues. @default console.error */
  onUnreadable?: (error: WebhookChangeError) => void;
}

const defaults = {
  onUnreadable: (error) => console.error(error),
} satisfies ReadOptions;

/**
 * Reads the events of a delivery whose signature is already verified, such as one from a queue. Anything newer than
 * this package is passed through unchanged. A change with more than 500 levels is skipped.
 *
 * @throws {WebhookRequestError} when the text is not JSON, or not a delivery
 * @example
 * for (const event of readEvents(body)) {
 *   if (event.field === "messages" && event.kind === "message") console.log(event.message.type);
 * }
 */
export function readEvents(body: string, options: ReadOptions = {}): WebhookEvent[] {
  const { onUnreadable } = { ...defaults, ...options };
  let payload: unknown;
  try {
    payload = parseJson(body);
  } catch (cause) {
    throw new WebhookRequestError("json", "its body is not JSON", { cause });
  }
  if (!isObject(payload) || !Array.isArray(payload["entry"])) {
    throw new WebhookRequestError("envelope", "its body has no list of entries");
  }
  const events: JsonObject[] = [];
  const object = textIn(payload, "object") ?? "";
  for (const entry of payload["entry"].filter(isObject)) {
    const changes: unknown = entry["changes"];
    if (!Array.isArray(changes)) continue;
    for (const change of changes.filter(isObject)) {
      if (isDeeper(change, maxLevels)) onUnreadable(unreadable(entry, change));
      else addEvents(events, object, entry, change);
    }
  }
  return events as unknown[] as WebhookEvent[];
}

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  return Object.values(value).some(
    (inner: unknown) => typeof inner === "object" && inner !== null && isDeeper(inner, levels - 1),
  );
}

function unreadable(entry: JsonObject, change: JsonObject): WebhookChangeError {
  return new WebhookChangeError(
    textIn(change, "field") ?? "",
    textIn(entry, "id") ?? "",
    `it is nested more than ${maxLevels} levels deep`,
  );
}

function addEvents(events: JsonObject[], object: string, entry: JsonObject, change: JsonObject): void {
  const field = textIn(change, "field") ?? "";
  const value = objectIn(change, "value");
  const entryId = textIn(entry, "id") ?? "";
  const time = typeof entry["time"] === "number" ? entry["time"] : undefined;
  const wabaId = wabaOf(field, entryId, value);
  const { phoneNumberId, displayPhoneNumber } = numberOf(field, value);

  const add = (kind: string, content: unknown, item?: JsonObject) => {
    const dedupeKey = dedupeKeyOf({ field, kind, entryId, time, phoneNumberId, content });
    const context = { dedupeKey, object, entryId, wabaId, time, phoneNumberId, displayPhoneNumber };
    const event: JsonObject = { field, kind, value: change["value"], ...context };
    if (item) {
      event["contact"] = contactOf(value["contacts"], item);
      event[kind] = item;
    }
    events.push(event);
  };

  let found = false;
  // the types have no item without its account and its number
  if (object === accountObject && isListField(field) && wabaId && phoneNumberId) {
    const holder = field === "standby" ? objectIn(value, "standby") : value;
    for (const [list, kind] of Object.entries(lists[field])) {
      const items: unknown = holder[list];
      if (!Array.isArray(items)) continue;
      for (const item of items) {
        found = true;
        // the types have no item that is not an object
        if (isObject(item)) add(kind, item, item);
        else add("change", item);
      }
    }
  }
  if (!found) add("change", change["value"]);
}
