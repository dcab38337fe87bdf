import { expect, test } from "vitest";
import type { ShownMessage } from "./shown-messages.ts";
import { type ChatCall, callSummary, timelineOf } from "./timeline.ts";

const noon = Math.floor(new Date(2026, 10, 24, 12).getTime() / 1000);
const day = 24 * 60 * 60;

function message(id: string, time: number): ShownMessage {
  const content = { type: "text" as const, body: id };
  const shown = { reactions: [], isEdited: false, isDeleted: false, isPinned: false };
  return { ...shown, message: { id, time, from: "customer", isRead: false, content } };
}

const call: ChatCall = {
  id: "call",
  phoneNumberId: "1",
  direction: "USER_INITIATED",
  contact: { wa_id: "15550123456" },
  state: "ringing",
  time: noon + 1,
};

const keys = (items: { key: string }[]) => items.map(({ key }) => key);
const today = `day ${new Date(noon * 1000).toDateString()}`;
const tomorrow = `day ${new Date((noon + day) * 1000).toDateString()}`;

test("calls stand between messages, and each day begins with its date", () => {
  const messages = [message("one", noon), message("two", noon), message("three", noon + day)];
  expect(keys(timelineOf(messages, [call], false))).toEqual([today, "one", "two", "call", tomorrow, "three"]);
});

test("a call before the messages that are loaded waits for those", () => {
  expect(keys(timelineOf([message("three", noon + day)], [call], true))).toEqual([tomorrow, "three"]);
});

test.each([
  [{}, "Calling the business…"],
  [{ direction: "BUSINESS_INITIATED" }, "The business is calling"],
  [{ state: "taken" }, "Voice call, going on"],
  [{ state: "ended" }, "Voice call, no answer"],
  [{ state: "ended", direction: "BUSINESS_INITIATED" }, "Missed voice call"],
  [{ state: "ended", startedAt: noon, endedAt: noon + 65 }, "Voice call, 1:05"],
] as [Partial<ChatCall>, string][])("%j is shown as %s", (changes, text) => {
  expect(callSummary({ ...call, ...changes })).toBe(text);
});
