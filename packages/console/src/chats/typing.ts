import { signal } from "@preact/signals";
import { chatKey, watch } from "../control/store.ts";

const timers = new Map<string, number>();

/** Keys of the chats in which a business is writing. */
export const typingChats = signal<ReadonlySet<string>>(new Set());

/** Follows who is writing: until the time is over, or a message comes. Returns what ends that. */
export function followTyping(): () => void {
  return watch((events) => {
    for (const event of events) {
      if (event.type === "typing") {
        begin(chatKey(event.phoneNumberId, event.customerId), event.milliseconds);
      } else if (event.type === "message" && event.message.from === "business") {
        end(chatKey(event.phoneNumberId, event.customerId));
      }
    }
  });
}

function begin(key: string, milliseconds: number): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    window.setTimeout(() => end(key), milliseconds),
  );
  typingChats.value = new Set(typingChats.value).add(key);
}

function end(key: string): void {
  clearTimeout(timers.get(key));
  if (timers.delete(key)) typingChats.value = new Set([...typingChats.value].filter((other) => other !== key));
}
