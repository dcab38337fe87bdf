import { isObject, type JsonObject, objectIn, textIn } from "./shape.ts";

/** What tells an event from all others. */
export interface KeyParts {
  field: string;
  kind: string;
  entryId: string;
  time: number | undefined;
  phoneNumberId: string | undefined;
  /** The item, or the whole value of a change without items. */
  content: unknown;
}

/**
 * A key that is the same whenever the platform delivers the event again, to whatever server. It begins with field and
 * kind, so that a copy in `standby` is another event than the message itself.
 */
export function dedupeKeyOf({ field, kind, entryId, time, phoneNumberId, content }: KeyParts): string {
  const item = isObject(content) ? content : {};
  const parts = identify(kind, item) ?? identifyTemplate(item, time) ?? [entryId, time ?? "", canonical(content)];
  return [field, kind, phoneNumberId ?? "", ...parts].join(":");
}

/** What makes an item one of its kind, undefined when nothing shorter than all of it does. */
function identify(kind: string, item: JsonObject): unknown[] | undefined {
  if (kind === "message" || kind === "echo") return complete([textIn(item, "id")]);
  // a payment goes through the same status more than once
  if (kind === "status" && item["type"] !== "payment") {
    return complete([textIn(item, "id"), textIn(item, "status"), ...participant(item)]);
  }
  if (kind === "call") return complete([textIn(item, "id"), textIn(item, "event")]);
  return kind === "chunk" ? identifyChunk(item) : undefined;
}

function complete(parts: unknown[]): unknown[] | undefined {
  return parts.includes(undefined) ? undefined : parts;
}

const participantKeys = ["recipient_participant_id", "participant_recipient_id", "recipient_participant_user_id"];

/** In a group each member has a status of its own. */
function participant(status: JsonObject): unknown[] {
  const name = participantKeys.find((key) => textIn(status, key));
  return name === undefined ? [] : [status[name]];
}

/** A chunk of the history may have thousands of messages: its place and its first message are enough. */
function identifyChunk(chunk: JsonObject): unknown[] | undefined {
  const { phase, chunk_order: order, progress } = objectIn(chunk, "metadata");
  const [thread] = Array.isArray(chunk["threads"]) ? chunk["threads"] : [];
  const [message] = isObject(thread) && Array.isArray(thread["messages"]) ? thread["messages"] : [];
  return complete([phase, order, progress, isObject(message) ? textIn(message, "id") : undefined]);
}

function identifyTemplate(value: JsonObject, time: number | undefined): unknown[] | undefined {
  return complete([textIn(value, "message_template_id"), textIn(value, "event"), time]);
}

/** JSON whose properties are in the order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1))) : inner,
  );
}
