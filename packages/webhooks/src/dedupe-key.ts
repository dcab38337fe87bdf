import { sha256 } from "#hmac";
import { isObject, type JsonObject, objectIn, textIn } from "./json-object.ts";

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
 * A key that is the same whenever the platform delivers the event again, to whatever server, undefined when nothing
 * tells the event from another of the same content. Field and kind are part of it, so that a copy in `standby` is
 * another event than the message itself. It is a digest: ids of messages hold the number of the user.
 */
export function dedupeKeyOf({ field, kind, phoneNumberId, ...parts }: KeyParts): string | undefined {
  const identity = identify(kind, isObject(parts.content) ? parts.content : {}, parts);
  return identity && sha256(canonical({ field, kind, phoneNumberId, ...identity })).slice(0, 32);
}

type Identity = Record<string, unknown>;

function identify(
  kind: string,
  item: JsonObject,
  { entryId, time, content }: Pick<KeyParts, "entryId" | "time" | "content">,
): Identity | undefined {
  // the time of its entry is that of the delivery, and several may be in one
  if (kind === "error") return undefined;
  const own =
    identifyItem(kind, item) ??
    complete({ template: textIn(item, "message_template_id"), event: textIn(item, "event"), time });
  if (own) return own;
  const timestamp = textIn(item, "timestamp") ?? textIn(objectIn(item, "metadata"), "timestamp");
  if (timestamp !== undefined) return { entryId, content };
  return time === undefined ? undefined : { entryId, time, content };
}

/** What makes an item one of its kind, undefined when nothing shorter than all of it does. */
function identifyItem(kind: string, item: JsonObject): Identity | undefined {
  const id = textIn(item, "id");
  const type = textIn(item, "type");
  if (kind === "message" || kind === "echo") {
    // the platform may replace a message that it could not show by the message itself, under the same id
    const identity = complete({ id });
    return identity && { ...identity, type, change: type === "edit" || type === "revoke" ? item : undefined };
  }
  // a payment goes through the same status more than once
  if (kind === "status" && type !== "payment") {
    const identity = complete({ id, status: textIn(item, "status") });
    return identity && { ...identity, participant: participant(item) };
  }
  if (kind === "call") return complete({ id, event: textIn(item, "event") });
  return kind === "chunk" ? identifyChunk(item) : undefined;
}

function complete(identity: Identity): Identity | undefined {
  return Object.values(identity).includes(undefined) ? undefined : identity;
}

const participantKeys = ["recipient_participant_id", "participant_recipient_id", "recipient_participant_user_id"];

/** In a group each member has a status of its own. */
function participant(status: JsonObject): string | undefined {
  const name = participantKeys.find((key) => textIn(status, key));
  return name === undefined ? undefined : textIn(status, name);
}

/** A chunk of the history may have thousands of messages: its place and its first message are enough. */
function identifyChunk(chunk: JsonObject): Identity | undefined {
  const { phase, chunk_order: order, progress } = objectIn(chunk, "metadata");
  const [thread] = Array.isArray(chunk["threads"]) ? chunk["threads"] : [];
  const [message] = isObject(thread) && Array.isArray(thread["messages"]) ? thread["messages"] : [];
  return complete({ phase, order, progress, first: isObject(message) ? textIn(message, "id") : undefined });
}

/** JSON whose properties are in the order of their names. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
