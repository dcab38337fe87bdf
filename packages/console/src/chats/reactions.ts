import type { ChatMessage } from "./chat-message.ts";

/** A message with the latest reaction of the other side, empty if there is none. */
export interface ShownMessage {
  readonly message: ChatMessage;
  readonly reaction: string;
}

/** Messages as a chat shows them: reactions stand at the message that they are to. */
export function withReactions(messages: readonly ChatMessage[]): ShownMessage[] {
  const reactions = new Map<string, string>();
  for (const message of messages) {
    const { id, emoji } = reactionIn(message) ?? {};
    if (id !== undefined) reactions.set(id, emoji ?? "");
  }
  return messages
    .filter((message) => reactionIn(message) === undefined)
    .map((message) => ({ message, reaction: reactions.get(message.id) ?? "" }));
}

function reactionIn(message: ChatMessage): { id: string; emoji: string | undefined } | undefined {
  if (message.content.type !== "reaction") return undefined;
  const { message_id, emoji } = message.from === "business" ? message.content.reaction : message.content;
  return { id: message_id, emoji };
}
