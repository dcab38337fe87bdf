import type { ChatMessage } from "./chat-message.ts";

/** The messages of a chat that the page has, by their ids, oldest first. */
export type KnownMessages = ReadonlyMap<string, ChatMessage>;

interface Place {
  /** Whether the sandbox has messages before these. */
  readonly hasOlder: boolean;
  /** Whether somebody looks at the end of the chat, and so at none of the oldest. */
  readonly isAtEnd: boolean;
}

export const mostAtEnd = 300; // messages

/** Adds messages, or puts them in the place of what they were before. */
export function withMessages(known: KnownMessages, more: readonly ChatMessage[]): KnownMessages {
  return new Map([...known, ...more.map((message) => [message.id, message] as const)]);
}

/**
 * Adds what was told of messages. What became of one that is not loaded is left out; and at the end of the chat the oldest
 * go as new ones come: `before` is the first one then that is kept.
 */
export function withNewest(
  known: KnownMessages,
  told: readonly ChatMessage[],
  { hasOlder, isAtEnd }: Place,
): { readonly messages: KnownMessages; readonly before?: string } {
  const [oldest] = known.values();
  const isLoaded = ({ id, time }: ChatMessage) => !hasOlder || known.has(id) || time >= (oldest?.time ?? 0);
  const messages = withMessages(known, told.filter(isLoaded));
  if (!isAtEnd || messages.size <= mostAtEnd) return { messages };
  const kept = new Map([...messages].slice(-mostAtEnd));
  const [before] = kept.keys();
  return { messages: kept, ...(before !== undefined && { before }) };
}
