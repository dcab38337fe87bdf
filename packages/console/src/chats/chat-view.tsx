import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { chatKey, nodeOf, nodesOf } from "../control/store.ts";
import { Problem } from "../parts/attempt.tsx";
import { FlowDialog } from "../flows/flow-dialog.tsx";
import { Icon } from "../parts/icon.tsx";
import { Bubble, Notice } from "./bubble.tsx";
import { CallBar } from "./call-bar.tsx";
import { ChatActionsContext, type Flow } from "./chat-actions.ts";
import { callsOf } from "./chat-calls.ts";
import { ChatMenu } from "./chat-menu.tsx";
import type { ChatMessage } from "./chat-message.ts";
import { useChatMessages } from "./chat-messages.ts";
import { Composer } from "./composer.tsx";
import { TemplatesContext } from "./content/business-content.tsx";
import { ProductsContext } from "./content/products-view.tsx";
import { products, templateOf, templateTextFor } from "./known.ts";
import { actionsFor } from "./message-actions.ts";
import { MessageTools } from "./message-tools.tsx";
import { membersOf, nameOf, numberNameOf } from "./names.ts";
import { readsByItself } from "./read-setting.ts";
import { act, actOn, type ChatAddress, markAsRead, uploadFile } from "./send.ts";
import { isUnreadMessage, type ShownMessage, shownMessages } from "./shown-messages.ts";
import { callSummary, timelineOf } from "./timeline.ts";
import { typingChats } from "./typing.ts";
import { useVisible } from "./use-visible.ts";

/** A flow that a message opened. */
interface OpenedFlow extends Flow {
  readonly messageId: string;
}

interface ChatViewProps {
  readonly phoneNumberId: string;
  /** Id of a customer or a group. */
  readonly customerId: string;
  readonly onBack: () => void;
  readonly onOpen: (phoneNumberId: string, customerId: string) => void;
}

/** A chat as the customer sees it on their phone. */
export function ChatView({ phoneNumberId, customerId, onBack, onOpen }: ChatViewProps) {
  const { messages, hasOlder, loadOlder } = useChatMessages(phoneNumberId, customerId);
  const answered = useSignal<ChatMessage | undefined>(undefined);
  const isLocating = useSignal(false);
  const flow = useSignal<OpenedFlow | undefined>(undefined);
  const member = useSignal<string | undefined>(undefined);
  const problem = useSignal("");
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const isVisible = useVisible();

  const isGroup = nodesOf("group").has(customerId);
  const members = isGroup ? membersOf(customerId) : [];
  const me = isGroup ? (member.value ?? members[0] ?? "") : customerId;
  const to: ChatAddress = { phoneNumberId, customerId: me, ...(isGroup && { groupId: customerId }) };
  const known = messages.value;
  const shown = useMemo(() => shownMessages(known ?? []), [known]);
  const calls = isGroup ? [] : callsOf(to);
  const current = calls.findLast(({ state }) => state !== "ended");
  const items = timelineOf(shown, calls, hasOlder);
  const last = known?.at(-1);
  const isTyping = typingChats.value.has(chatKey(phoneNumberId, customerId));
  const templateText = useMemo(() => templateTextFor(phoneNumberId), [phoneNumberId]);
  const findTemplate = useCallback(
    (name: string, language: string) => templateOf(phoneNumberId, name, language),
    [phoneNumberId],
  );

  const onProblem = (text: string) => (problem.value = text);
  const attempt = (action: Promise<void>) => {
    problem.value = "";
    action.catch((error: unknown) => onProblem(error instanceof Error ? error.message : String(error)));
  };
  const actionsOf = (message: ChatMessage | undefined) =>
    actionsFor(to, message, attempt, {
      openFlow: (opened) => message && (flow.value = { ...opened, messageId: message.id }),
      openLocation: () => {
        answered.value = message;
        isLocating.value = true;
      },
    });

  useLayoutEffect(() => {
    const { current: box } = scroller;
    const { current: inner } = content;
    if (!box || !inner) return undefined;
    // also when pictures have come
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  const ownLast = last?.from === "customer" ? last.id : undefined;
  useLayoutEffect(() => {
    const { current: box } = scroller;
    if (!box || ownLast === undefined) return;
    isAtEnd.current = true; // whoever has written wants to see it
    box.scrollTop = box.scrollHeight;
  }, [ownLast]);

  const isUnread = known?.some(isUnreadMessage) === true;
  const isThere = isGroup ? me !== "" : nodesOf("customer").has(customerId);
  const reads = isUnread && isVisible && readsByItself.value && isThere;
  useEffect(() => {
    if (reads) attempt(markAsRead(to));
  }, [reads, last?.id, me]);

  async function showOlder(): Promise<void> {
    const { current: box } = scroller;
    const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
    await loadOlder();
    requestAnimationFrame(() => {
      if (box) box.scrollTop = box.scrollHeight - fromEnd;
    });
  }

  function showMessage({ message, ...later }: ShownMessage) {
    const isOwn = message.from === "customer" && (!isGroup || message.sender === me);
    const sender = message.from === "customer" ? message.sender : undefined;
    const author =
      isGroup && !isOwn ? (sender === undefined ? numberNameOf(phoneNumberId) : nameOf(sender)) : undefined;
    return (
      <div key={message.id} class={isOwn ? "message own" : "message"} id={elementIdOf(message.id)} tabIndex={-1}>
        <ChatActionsContext.Provider value={actionsOf(message)}>
          <Bubble
            shown={{ message, ...later }}
            isOwn={isOwn}
            author={author}
            quoted={quotedBy(message, known ?? [])}
            templateText={templateText}
            onQuote={scrollTo}
          />
        </ChatActionsContext.Provider>
        {!later.isDeleted && message.content.type !== "system" && (
          <MessageTools
            to={to}
            message={message}
            owner={author ?? (isOwn ? nameOf(me) : "the business")}
            isOwn={isOwn}
            attempt={attempt}
            onAnswer={() => (answered.value = message)}
          />
        )}
      </div>
    );
  }

  return (
    <section class="chat" aria-label={`Chat of ${nameOf(customerId)}`}>
      <header>
        <button type="button" class="plain back" aria-label="Back to the chats" onClick={onBack}>
          <Icon name="back" />
        </button>
        <div class="who">
          <h2>{nameOf(customerId)}</h2>
          <p class="quiet">
            {isGroup ? members.map(nameOf).join(", ") || "Nobody has joined" : describe(phoneNumberId, customerId)}
          </p>
        </div>
        {!isGroup && (
          <button
            type="button"
            class="plain"
            aria-label="Call the business"
            disabled={current !== undefined}
            onClick={() => attempt(act(to, "call"))}
          >
            <Icon name="call" />
          </button>
        )}
        {me !== "" && <ChatMenu to={to} attempt={attempt} onOpen={onOpen} />}
      </header>
      {current && <CallBar to={to} call={current} attempt={attempt} />}
      <ProductsContext.Provider value={products.value}>
        <TemplatesContext.Provider value={findTemplate}>
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
            <div ref={content}>
              {hasOlder && (
                <button type="button" class="older" onClick={() => attempt(showOlder())}>
                  Older messages
                </button>
              )}
              {known === undefined && <p class="empty">Loading…</p>}
              {known?.length === 0 && items.length === 0 && (
                <p class="empty">Nobody has written yet. Say hello as {nameOf(me || customerId)}.</p>
              )}
              {items.map((item) => {
                switch (item.kind) {
                  case "day":
                    return <Notice key={item.key}>{dayText(item.time)}</Notice>;
                  case "call":
                    return <Notice key={item.key}>{`${callSummary(item.call)}, ${timeText(item.call.time)}`}</Notice>;
                  case "message":
                    return showMessage(item.shown);
                }
              })}
              <div aria-live="polite">{isTyping && <p class="bubble typing">typing…</p>}</div>
            </div>
          </div>
          <Problem text={problem.value} />
          {isGroup && members.length > 1 && (
            <label class="speaker">
              <span class="quiet">You are</span>
              <select value={me} onChange={({ currentTarget }) => (member.value = currentTarget.value)}>
                {members.map((id) => (
                  <option key={id} value={id}>
                    {nameOf(id)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {me === "" ? (
            <p class="note quiet">Nobody is in the group who could write.</p>
          ) : (
            <ChatActionsContext.Provider value={actionsOf(undefined)}>
              <Composer to={to} answered={answered} isLocating={isLocating} attempt={attempt} onProblem={onProblem} />
            </ChatActionsContext.Provider>
          )}
        </TemplatesContext.Provider>
      </ProductsContext.Provider>
      {flow.value && (
        <FlowDialog
          flow={flow.value}
          upload={(file) => uploadFile(to, file)}
          onClose={() => (flow.value = undefined)}
          onComplete={(response) => actOn(to, flow.value?.messageId ?? "", "complete", { response })}
        />
      )}
    </section>
  );
}

function describe(phoneNumberId: string, customerId: string): string {
  const { wa_id, user_id, username, hasLeft } = nodeOf("customer", customerId)?.data ?? {};
  const { isBlocked, isWithoutMarketing } = nodeOf("chat", `${phoneNumberId} ${customerId}`)?.data ?? {};
  const own = username === undefined ? (wa_id === undefined ? user_id : `+${wa_id}`) : `@${username}`;
  return [
    own ?? nameOf(customerId),
    `to ${numberNameOf(phoneNumberId)}`,
    isBlocked === true && "blocked it",
    isWithoutMarketing === true && "wants no marketing",
    hasLeft === true && "has left WhatsApp",
  ]
    .filter(Boolean)
    .join(", ");
}

function quotedBy({ context }: ChatMessage, messages: readonly ChatMessage[]): ChatMessage | undefined {
  return context === undefined ? undefined : messages.find(({ id }) => id === context);
}

function elementIdOf(id: string): string {
  return `message-${id}`;
}

function scrollTo(id: string): void {
  const element = document.getElementById(elementIdOf(id));
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}

function dayText(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === new Date().toDateString()) return "Today";
  return date.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}
