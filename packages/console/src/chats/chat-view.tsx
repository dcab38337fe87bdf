import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { chatKey, nodeOf, nodesOf } from "../control/store.ts";
import { Icon } from "../parts/icon.tsx";
import { Bubble } from "./bubble.tsx";
import { ChatActionsContext } from "./chat-actions.ts";
import type { ChatMessage } from "./chat-message.ts";
import { useChatMessages } from "./chat-messages.ts";
import { ChatMenu } from "./chat-menu.tsx";
import { Composer } from "./composer.tsx";
import { actionsFor, type Flow } from "./message-actions.ts";
import { nameOf } from "./names.ts";
import { withReactions } from "./reactions.ts";
import { type ChatAddress, markAsRead } from "./send.ts";

/** A flow that a message opened. */
interface OpenedFlow extends Flow {
  readonly messageId: string;
}

interface ChatViewProps extends ChatAddress {
  readonly onBack: () => void;
}

/** A chat as the customer sees it on their phone. */
export function ChatView({ phoneNumberId, customerId, onBack }: ChatViewProps) {
  const to = { phoneNumberId, customerId };
  const { messages, hasOlder, loadOlder } = useChatMessages(phoneNumberId, customerId);
  const answered = useSignal<ChatMessage | undefined>(undefined);
  const flow = useSignal<OpenedFlow | undefined>(undefined);
  const problem = useSignal("");
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const shown = messages.value;
  const last = shown?.at(-1);
  const key = chatKey(phoneNumberId, customerId);

  const attempt = (action: Promise<void>) => {
    problem.value = "";
    action.catch((error: unknown) => (problem.value = error instanceof Error ? error.message : String(error)));
  };

  useEffect(() => {
    isAtEnd.current = true;
    answered.value = undefined;
    problem.value = "";
  }, [key]);

  useLayoutEffect(() => {
    const { current } = scroller;
    if (current && isAtEnd.current) current.scrollTop = current.scrollHeight;
  }, [last?.id, shown === undefined, key]);

  const isKnown = nodesOf("customer").has(customerId);
  const isUnread = isKnown && last?.from === "business" && last.status === "delivered";
  useEffect(() => {
    if (isUnread && document.visibilityState === "visible") attempt(markAsRead(to));
  }, [isUnread, last?.id]);

  async function showOlder(): Promise<void> {
    const { current } = scroller;
    const fromEnd = current ? current.scrollHeight - current.scrollTop : 0;
    await loadOlder();
    requestAnimationFrame(() => {
      if (current) current.scrollTop = current.scrollHeight - fromEnd;
    });
  }

  return (
    <section class="chat" aria-label={`Chat of ${nameOf(customerId)}`}>
      <header>
        <button type="button" class="plain back" aria-label="Back to the chats" onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="who">
          <h1>{nameOf(customerId)}</h1>
          <p class="quiet">{describe(to)}</p>
        </div>
        <ChatMenu to={to} attempt={attempt} />
      </header>
      <div
        ref={scroller}
        class="messages"
        tabIndex={0}
        role="log"
        aria-label="Messages"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) =>
          (isAtEnd.current = scrollTop + clientHeight > scrollHeight - 40)
        }
      >
        {hasOlder && (
          <button type="button" class="older" onClick={() => attempt(showOlder())}>
            Older messages
          </button>
        )}
        {shown === undefined && <p class="empty">Loading…</p>}
        {shown?.length === 0 && <p class="empty">Nobody has written yet. Say hello as {nameOf(customerId)}.</p>}
        {withReactions(shown ?? []).map(({ message, reaction }) => (
          <div key={message.id} class="message" id={elementIdOf(message.id)}>
            <ChatActionsContext.Provider
              value={actionsFor(to, message, attempt, (opened) => (flow.value = { ...opened, messageId: message.id }))}
            >
              <Bubble
                message={message}
                reaction={reaction}
                quoted={quotedBy(message, shown ?? [])}
                onQuote={scrollTo}
              />
            </ChatActionsContext.Provider>
            <button
              type="button"
              class="plain answer"
              aria-label={`Answer the message of ${message.from === "customer" ? nameOf(customerId) : "the business"}`}
              onClick={() => (answered.value = message)}
            >
              <Icon name="reply" />
            </button>
          </div>
        ))}
      </div>
      {problem.value !== "" && (
        <p class="danger note" role="alert">
          {problem.value}
        </p>
      )}
      <Composer to={to} answered={answered} attempt={attempt} />
    </section>
  );
}

function describe({ phoneNumberId, customerId }: ChatAddress): string {
  const { wa_id, user_id, username } = nodeOf("customer", customerId)?.data ?? {};
  const { verified_name, display_phone_number } = nodeOf("phone_number", phoneNumberId)?.data ?? {};
  const own = username === undefined ? (wa_id === undefined ? user_id : `+${wa_id}`) : `@${username}`;
  return `${own ?? customerId}, to ${verified_name ?? ""} ${display_phone_number ?? phoneNumberId}`;
}

function quotedBy({ context }: ChatMessage, messages: readonly ChatMessage[]): ChatMessage | undefined {
  return context === undefined ? undefined : messages.find(({ id }) => id === context);
}

function elementIdOf(id: string): string {
  return `message-${id}`;
}

function scrollTo(id: string): void {
  document.getElementById(elementIdOf(id))?.scrollIntoView({ block: "center" });
}
