import { signal } from "@preact/signals";
import type { LiveEvent as SandboxEvent } from "@openwaba/sandbox";
import type { ChatMessage } from "../chats/chat-message.ts";

/** Something that the sandbox remembers. */
export type Node = Extract<SandboxEvent, { type: "put" }>["node"];

export type NodeKind = Node["kind"];

/** What the sandbox tells while the page is open; the content of messages was checked when they were sent. */
export type LiveEvent =
  | Exclude<SandboxEvent, { type: "message" }>
  | (Omit<Extract<SandboxEvent, { type: "message" }>, "message"> & { readonly message: ChatMessage });

/** Whether the sandbox is there. */
export const isConnected = signal(false);

/** Listens to the sandbox, in the order in which things happen, for as long as the page is open. */
export function listen(onEvents: (events: readonly LiveEvent[]) => void): () => void {
  let source: EventSource;
  let retry = 0;
  let waiting: LiveEvent[] = [];
  let timer = 0;
  let handed = 0; // when

  function hand(event: LiveEvent): void {
    waiting.push(event);
    // the first one is seen at once, and of many that follow each other the page changes ten times in a second
    const wait = Math.min(Math.max(handed + 100 - performance.now(), 16), 100);
    timer ||= window.setTimeout(() => {
      const events = waiting;
      waiting = [];
      timer = 0;
      handed = performance.now();
      onEvents(events);
    }, wait);
  }

  function open(): void {
    source = new EventSource("/_sandbox/live");
    source.addEventListener("open", () => {
      isConnected.value = true;
      hand({ type: "restart" });
    });
    source.addEventListener("error", () => {
      isConnected.value = false;
      // the browser tries again by itself, unless something else answered in place of the sandbox
      if (source.readyState === EventSource.CLOSED) retry = window.setTimeout(open, 2000);
    });
    source.addEventListener("message", ({ data }) => hand(JSON.parse(data)));
  }

  open();
  return () => {
    source.close();
    clearTimeout(timer);
    clearTimeout(retry);
  };
}
