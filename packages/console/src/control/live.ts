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
  let frame = 0;

  function hand(event: LiveEvent): void {
    waiting.push(event);
    // many events are one change of the page
    frame ||= window.setTimeout(() => {
      const events = waiting;
      waiting = [];
      frame = 0;
      onEvents(events);
    }, 16);
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
    clearTimeout(frame);
    clearTimeout(retry);
  };
}
