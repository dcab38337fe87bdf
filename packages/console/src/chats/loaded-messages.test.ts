import { expect, test } from "vitest";
import type { ChatMessage } from "./chat-message.ts";
import { mostAtEnd, withMessages, withNewest } from "./loaded-messages.ts";

function message(place: number, status: "sent" | "read" = "sent"): ChatMessage {
  const content = { messaging_product: "whatsapp", to: "1", type: "text", text: { body: "" } } as const;
  return { id: `m${place}`, from: "business", time: place, status, content };
}

const many = (count: number, from = 0) => Array.from({ length: count }, (_, index) => message(from + index));
const known = withMessages(new Map(), many(mostAtEnd, 100));

test("the oldest go at the end of a chat, and the first that is kept says where older ones begin", () => {
  const { messages, before } = withNewest(known, many(2, 100 + mostAtEnd), { hasOlder: false, isAtEnd: true });
  expect(messages.size).toBe(mostAtEnd);
  expect([...messages.keys()].at(-1)).toBe(`m${101 + mostAtEnd}`);
  expect(before).toBe("m102");
});

test("all stay where somebody looks at older ones", () => {
  const { messages, before } = withNewest(known, many(2, 100 + mostAtEnd), { hasOlder: false, isAtEnd: false });
  expect(messages.size).toBe(mostAtEnd + 2);
  expect(before).toBeUndefined();
});

test("what becomes of a message stands in its place, and is left out if the message is not loaded", () => {
  const { messages } = withNewest(known, [message(100, "read"), message(5, "read")], { hasOlder: true, isAtEnd: true });
  expect([...messages.keys()]).toEqual([...known.keys()]);
  expect(messages.get("m100")).toMatchObject({ status: "read" });
});

test("in a chat of which all is loaded, what is told is shown whatever its time", () => {
  const { messages } = withNewest(known, [message(5)], { hasOlder: false, isAtEnd: false });
  expect(messages.has("m5")).toBe(true);
});
