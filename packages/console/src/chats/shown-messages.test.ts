import { expect, test } from "vitest";
import type { BusinessContent, ChatMessage, CustomerContent } from "./chat-message.ts";
import { isUnreadMessage, shownMessages } from "./shown-messages.ts";

function customer(id: string, content: CustomerContent): ChatMessage {
  return { id, time: 1, from: "customer", isRead: false, content };
}

function business(id: string, content: object): ChatMessage {
  return { id, time: 2, from: "business", status: "sent", content: content as BusinessContent };
}

const text = customer("1", { type: "text", body: "Hello" });
const plain = { message: text, reactions: [], isEdited: false, isDeleted: false, isPinned: false };

function reaction(id: string, emoji: string): ChatMessage {
  return business(id, { type: "reaction", reaction: { message_id: "1", emoji } });
}

test("a reaction stands at its message, the last one of each side counts, and an empty one takes it away", () => {
  expect(shownMessages([text, reaction("2", "👍")])).toEqual([{ ...plain, reactions: ["👍"] }]);
  expect(shownMessages([text, reaction("2", "👍"), reaction("3", "")])).toEqual([plain]);
  const own = customer("4", { type: "reaction", message_id: "1", emoji: "🙏" });
  expect(shownMessages([text, reaction("2", "👍"), own])).toEqual([{ ...plain, reactions: ["🙏", "👍"] }]);
  const taken = customer("5", { type: "reaction", message_id: "1" });
  expect(shownMessages([text, own, taken])).toEqual([plain]);
});

test("a reaction to a message that is not loaded is not shown", () => {
  expect(shownMessages([reaction("2", "👍")])).toEqual([]);
});

test("an edited message has its last text", () => {
  const edit = (id: string, body: string) =>
    customer(id, { type: "edit", original_message_id: "1", message: { type: "text", text: { body } } });
  const message = { ...text, content: { type: "text", body: "Good evening" } };
  expect(shownMessages([text, edit("2", "Good day"), edit("3", "Good evening")])).toEqual([
    { ...plain, message, isEdited: true },
  ]);
});

test("an edited picture has its last caption", () => {
  const picture = customer("1", { type: "image", id: "7", mime_type: "image/png", caption: "A" });
  const edited = { type: "image", image: { id: "7", mime_type: "image/png", caption: "B" } };
  const edit = { type: "edit", original_message_id: "1", message: edited } as CustomerContent;
  expect(shownMessages([picture, customer("2", edit)])).toMatchObject([{ message: { content: { caption: "B" } } }]);
});

test("a deleted message says so, and one that is not loaded is told by the message itself", () => {
  const gone = customer("2", { type: "revoke", original_message_id: "1" });
  expect(shownMessages([text, gone])).toEqual([{ ...plain, isDeleted: true }]);
  expect(shownMessages([gone])).toEqual([{ ...plain, message: gone }]);
});

test("a message is pinned until it is unpinned", () => {
  const pin = (id: string, type: string) => business(id, { type: "pin", pin: { type, message_id: "1" } });
  expect(shownMessages([text, pin("2", "pin")])[0]).toEqual({ ...plain, isPinned: true });
  expect(shownMessages([text, pin("2", "pin"), pin("3", "unpin")])[0]).toEqual(plain);
});

test("what was delivered is unread, but for reactions and what the customer wrote", () => {
  const hello = business("2", { type: "text", text: { body: "Hello" } });
  const delivered = (message: ChatMessage) => ({ ...message, status: "delivered" }) as ChatMessage;
  expect(isUnreadMessage(hello)).toBe(false);
  expect(isUnreadMessage(delivered(hello))).toBe(true);
  expect(isUnreadMessage(delivered(reaction("3", "👍")))).toBe(false);
  expect(isUnreadMessage(text)).toBe(false);
});
