import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";
import { get } from "../control/control.ts";
import { watch } from "../control/store.ts";
import type { ChatMessage } from "./chat-message.ts";
import { withMessages, withNewest } from "./loaded-messages.ts";

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

/**
 * The messages of a chat: its newest, and older ones on demand. While somebody looks at its end, the oldest go as new ones
 * come; they are loaded again on demand.
 */
export function useChatMessages(
  phoneNumberId: string,
  customerId: string,
  isAtEnd: { readonly current: boolean },
): LoadedMessages {
  const byId = useSignal<ReadonlyMap<string, ChatMessage> | undefined>(undefined);
  const before = useSignal<string | undefined>(undefined);
  const path = `/chats/${phoneNumberId}/${encodeURIComponent(customerId)}`;

  useEffect(() => {
    const stop = new AbortController();
    let told: ChatMessage[] = []; // since the newest messages were asked for, whose answer may be older
    const reload = async () => {
      told = [];
      const page = await get<Page>(path, stop.signal);
      byId.value = withMessages(new Map(page.data.map((message) => [message.id, message])), told);
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
      else if (own.length > 0) {
        told.push(...own);
        const shown = withNewest(byId.value ?? new Map(), own, {
          hasOlder: before.value !== undefined,
          isAtEnd: isAtEnd.current,
        });
        byId.value = shown.messages;
        before.value = shown.before ?? before.value;
      }
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

function unlessStopped(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}
