import { expect, test } from "vitest";
import type { ChatMessage } from "./chat-message.ts";
import { withReactions } from "./reactions.ts";

const text: ChatMessage = {
  id: "1",
  time: 1,
  from: "customer",
  isRead: false,
  content: { type: "text", body: "Hello" },
};

function reaction(id: string, emoji: string): ChatMessage {
  const content = { type: "reaction", reaction: { message_id: "1", emoji } };
  return { id, time: 2, from: "business", status: "sent", content } as ChatMessage;
}

test("a reaction stands at its message, the last one counts, and an empty one takes it away", () => {
  expect(withReactions([text, reaction("2", "👍")])).toEqual([{ message: text, reaction: "👍" }]);
  expect(withReactions([text, reaction("2", "👍"), reaction("3", "")])).toEqual([{ message: text, reaction: "" }]);
});

test("a reaction to a message that is not loaded is not shown", () => {
  expect(withReactions([reaction("2", "👍")])).toEqual([]);
});
