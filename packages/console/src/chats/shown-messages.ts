import type { ChatMessage, CustomerContent } from "./chat-message.ts";

/** A message with what happened to it later. */
export interface ShownMessage {
  readonly message: ChatMessage;
  /** Of both sides, without those that were taken away. */
  readonly reactions: readonly string[];
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  readonly isPinned: boolean;
}

interface Later {
  readonly reactions: Map<string, string>;
  readonly edits: Map<string, CustomerContent>;
  readonly deleted: Set<string>;
  readonly pinned: Set<string>;
}

/** Messages as a chat shows them: what is about another message stands at that one. */
export function shownMessages(messages: readonly ChatMessage[]): ShownMessage[] {
  const known = new Map(messages.map((message) => [message.id, message]));
  const later: Later = { reactions: new Map(), edits: new Map(), deleted: new Set(), pinned: new Set() };
  const own = messages.filter((message) => !note(message, known, later));
  return own.map((message) => {
    const { id } = message;
    const edited = later.edits.get(id);
    const sides = ["customer", "business"].map((from) => later.reactions.get(`${from} ${id}`) ?? "");
    return {
      message: edited && message.from === "customer" ? { ...message, content: edited } : message,
      reactions: sides.filter((emoji) => emoji !== ""),
      isEdited: edited !== undefined,
      isDeleted: later.deleted.has(id),
      isPinned: later.pinned.has(id),
    };
  });
}

/** Notes what a message says about another one. Returns whether there is nothing else to show of it. */
function note(message: ChatMessage, known: ReadonlyMap<string, ChatMessage>, later: Later): boolean {
  const { content } = message;
  switch (content.type) {
    case "reaction": {
      const { message_id, emoji = "" } = "reaction" in content ? content.reaction : content;
      later.reactions.set(`${message.from} ${message_id}`, emoji);
      return true;
    }
    case "edit": {
      const original = known.get(content.original_message_id);
      if (original?.from !== "customer") return false;
      const before = later.edits.get(original.id) ?? original.content;
      later.edits.set(original.id, editedContent(before, content));
      return true;
    }
    case "revoke":
      later.deleted.add(content.original_message_id);
      return known.has(content.original_message_id);
    case "pin": {
      const { type, message_id } = content.pin;
      if (type === "pin") later.pinned.add(message_id);
      else later.pinned.delete(message_id);
      return false;
    }
    default:
      return false;
  }
}

/** What can be edited is text and captions. */
function editedContent(before: CustomerContent, edit: Extract<CustomerContent, { type: "edit" }>): CustomerContent {
  const { text, image, video, document } = edit.message ?? {};
  if (before.type === "text") return { ...before, body: text?.body ?? before.body };
  const { caption } = image ?? video ?? document ?? {};
  const isCaptioned = before.type === "image" || before.type === "video" || before.type === "document";
  return isCaptioned && caption !== undefined ? { ...before, caption } : before;
}

/** Whether the customer has not seen it yet. What is about another message is never told to be read. */
export function isUnreadMessage(message: ChatMessage): boolean {
  return message.from === "business" && message.status === "delivered" && message.content.type !== "reaction";
}
