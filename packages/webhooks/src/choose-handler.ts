import type { EventKey, EventOf, WebhookEvent } from "./event.ts";
import { isListField } from "./lists.ts";
import { accountObject } from "./read-events.ts";
import { type JsonObject, objectIn, textIn } from "./json-object.ts";

/** Handlers of events, by key. A returned promise is awaited. */
export type WebhookHandlers = { [Key in EventKey]?: (event: EventOf<Key>) => unknown };

/** Handles one event. */
export type Handle = (event: WebhookEvent) => unknown;

const keysOfMessages: Record<string, { key: string; type?: string }> = {
  message: { key: "messages", type: "type" },
  status: { key: "statuses", type: "status" },
  error: { key: "errors" },
  user_action: { key: "user_actions" },
};

/** The most specific handler for an event, with its key: `messages.text` before `messages` before `other`. */
export function chooseHandler(on: WebhookHandlers, event: WebhookEvent): { key: string; handle: Handle } | undefined {
  const key = [...keysOf(event), "other"].find((name) => Object.hasOwn(on, name) && on[name as EventKey] !== undefined);
  // the key is one of the event, which the types cannot express
  return key === undefined ? undefined : { key, handle: on[key as EventKey] as Handle };
}

function keysOf(event: WebhookEvent): string[] {
  const { object, field, kind } = event;
  if (object !== accountObject) return [];
  if (field === "messages") {
    const names = keysOfMessages[kind];
    if (names === undefined) return [];
    const item = objectIn(event as unknown as JsonObject, kind);
    const type = names.type === undefined ? undefined : textIn(item, names.type);
    return type === undefined ? [names.key] : [`${names.key}.${type}`, names.key];
  }
  // a list field whose items are no objects, or whose account or number is missing
  if (kind === "change" && isListField(field)) return [];
  return isReserved(field) ? [] : [field];
}

/** Whether an undocumented field has the name of a key with another meaning. */
function isReserved(field: string): boolean {
  return field.includes(".") || ["statuses", "errors", "user_actions", "other"].includes(field);
}
