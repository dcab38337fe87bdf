import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import { watch } from "../control/store.ts";
import type { ChatMessage } from "./chat-message.ts";

interface Page {
  readonly data: readonly ChatMessage[];
  /** Where the messages before these begin; absent if there are none. */
  readonly before?: string;
}

interface LoadedMessages {
  /** Oldest first; undefined until they are there. */
  readonly messages: ReadonlySignal<readonly ChatMessage[] | undefined>;
  readonly hasOlder: boolean;
  loadOlder(): Promise<void>;
}

/** The messages of a chat: its newest, and older ones on demand. */
export function useChatMessages(phoneNumberId: string, customerId: string): LoadedMessages {
  const byId = useSignal<ReadonlyMap<string, ChatMessage> | undefined>(undefined);
  const before = useSignal<string | undefined>(undefined);
  const path = `/chats/${phoneNumberId}/${encodeURIComponent(customerId)}`;

  useEffect(() => {
    const stop = new AbortController();
    const reload = async () => {
      const page = await get<Page>(path, stop.signal);
      byId.value = new Map(page.data.map((message) => [message.id, message]));
      before.value = page.before;
    };
    byId.value = undefined;
    reload().catch(unlessStopped(stop.signal));
    const unwatch = watch((events) => {
      const own = events.flatMap((event) =>
        event.type === "message" && event.phoneNumberId === phoneNumberId && event.customerId === customerId
          ? [event.message]
          : [],
      );
      if (events.some(({ type }) => type === "restart")) reload().catch(unlessStopped(stop.signal));
      else if (own.length > 0) byId.value = withMessages(byId.value, own);
    });
    return () => {
      stop.abort();
      unwatch();
    };
  }, [path]);

  const loadOlder = useCallback(async () => {
    const page = await get<Page>(`${path}?before=${before.value}`);
    before.value = page.before;
    byId.value = new Map([...page.data.map((message) => [message.id, message] as const), ...(byId.value ?? [])]);
  }, [path]);

  return {
    messages: useComputed(() => byId.value && [...byId.value.values()]),
    hasOlder: before.value !== undefined,
    loadOlder,
  };
}

function withMessages(known: ReadonlyMap<string, ChatMessage> | undefined, more: readonly ChatMessage[]) {
  return new Map([...(known ?? []), ...more.map((message) => [message.id, message] as const)]);
}

function unlessStopped(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}
