import { sha256 } from "#hmac";
import { isObject, type JsonObject, objectIn, textIn } from "./json-object.ts";

/** What identifies an event. */
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
 * A key that is the same for each repeated delivery of the event, on any server; undefined when nothing distinguishes
 * the event from another with the same content. Field and kind are part of it, so that a copy in `standby` is not the
 * same event as the message itself. It is a digest, because message ids contain the user's number.
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
  // the time of the entry is that of the delivery, which may hold several errors
  if (kind === "error") return undefined;
  const own =
    identifyItem(kind, item) ??
    complete({ template: textIn(item, "message_template_id"), event: textIn(item, "event"), time });
  if (own) return own;
  const timestamp = textIn(item, "timestamp") ?? textIn(objectIn(item, "metadata"), "timestamp");
  if (timestamp !== undefined) return { entryId, content };
  return time === undefined ? undefined : { entryId, time, content };
}

/** The members that identify an item; undefined when only its whole content does. */
function identifyItem(kind: string, item: JsonObject): Identity | undefined {
  const id = textIn(item, "id");
  const type = textIn(item, "type");
  if (kind === "message" || kind === "echo") {
    // the platform may replace the placeholder of a message that it could not show by the message, under the same id
    const identity = complete({ id });
    return identity && { ...identity, type, change: type === "edit" || type === "revoke" ? item : undefined };
  }
  // a payment may have the same status more than once
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

/** In a group each member has a separate status. */
function participant(status: JsonObject): string | undefined {
  const name = participantKeys.find((key) => textIn(status, key));
  return name === undefined ? undefined : textIn(status, name);
}

/** A chunk of the history may have thousands of messages: its position and its first message are enough. */
function identifyChunk(chunk: JsonObject): Identity | undefined {
  const { phase, chunk_order: order, progress } = objectIn(chunk, "metadata");
  const [thread] = Array.isArray(chunk["threads"]) ? chunk["threads"] : [];
  const [message] = isObject(thread) && Array.isArray(thread["messages"]) ? thread["messages"] : [];
  return complete({ phase, order, progress, first: isObject(message) ? textIn(message, "id") : undefined });
}

/** JSON with properties sorted by name. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}
