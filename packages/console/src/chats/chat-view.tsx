import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { chatKey, nodesOf } from "../control/store.ts";
import { FlowDialog } from "../flows/flow-dialog.tsx";
import { Problem } from "../parts/attempt.tsx";
import { clockTime, longDay } from "../parts/times.ts";
import { Notice } from "./bubble.tsx";
import { CallBar } from "./call-bar.tsx";
import type { Flow } from "./chat-actions.ts";
import { callsOf } from "./chat-calls.ts";
import { ChatHeader } from "./chat-header.tsx";
import type { ChatMessage } from "./chat-message.ts";
import { useChatMessages } from "./chat-messages.ts";
import { Composer } from "./composer.tsx";
import { TemplatesContext } from "./content/business-content.tsx";
import { ProductsContext } from "./content/products-view.tsx";
import { products, templateOf, templateTextFor } from "./known.ts";
import { MessageRow, type RowsOfChat } from "./message-row.tsx";
import { membersOf, nameOf } from "./names.ts";
import { readsByItself } from "./read-setting.ts";
import { actOn, type ChatAddress, markAsRead, uploadFile } from "./send.ts";
import { isUnreadMessage, shownMessages } from "./shown-messages.ts";
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
  const isAtEnd = useRef(true);
  const { messages, hasOlder, loadOlder } = useChatMessages(phoneNumberId, customerId, isAtEnd);
  const answered = useSignal<ChatMessage | undefined>(undefined);
  const isLocating = useSignal(false);
  const flow = useSignal<OpenedFlow | undefined>(undefined);
  const member = useSignal<string | undefined>(undefined);
  const problem = useSignal("");
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isVisible = useVisible();

  const isGroup = nodesOf("group").has(customerId);
  const members = isGroup ? membersOf(customerId) : [];
  const me = isGroup ? (member.value ?? members[0] ?? "") : customerId;
  const to = useMemo<ChatAddress>(
    () => ({ phoneNumberId, customerId: me, ...(isGroup && { groupId: customerId }) }),
    [phoneNumberId, customerId, me, isGroup],
  );
  const known = messages.value;
  const shown = useMemo(() => shownMessages(known ?? []), [known]);
  const byId = useMemo(() => new Map(known?.map((message) => [message.id, message])), [known]);
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
  const rows = useMemo<RowsOfChat>(() => {
    const onAnswer = (message: ChatMessage) => (answered.value = message);
    return {
      to,
      templateText,
      attempt: (action) => {
        problem.value = "";
        action.catch((error: unknown) => onProblem(error instanceof Error ? error.message : String(error)));
      },
      openersOf: (message) => ({
        openFlow: (opened) => (flow.value = { ...opened, messageId: message.id }),
        openLocation: () => {
          onAnswer(message);
          isLocating.value = true;
        },
      }),
      onAnswer,
    };
  }, [to, templateText]);
  const { attempt } = rows;
  const quotedBy = ({ context }: ChatMessage) => (context === undefined ? undefined : byId.get(context));

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

  return (
    <section class="chat" aria-label={`Chat of ${nameOf(customerId)}`}>
      <ChatHeader
        to={to}
        members={members.map(nameOf)}
        isCalling={current !== undefined}
        attempt={attempt}
        onBack={onBack}
        onOpen={onOpen}
      />
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
                    return <Notice key={item.key}>{`${callSummary(item.call)}, ${clockTime(item.call.time)}`}</Notice>;
                  case "message":
                    return (
                      <MessageRow key={item.key} chat={rows} shown={item.shown} quoted={quotedBy(item.shown.message)} />
                    );
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
            <Composer to={to} answered={answered} isLocating={isLocating} attempt={attempt} onProblem={onProblem} />
          )}
        </TemplatesContext.Provider>
      </ProductsContext.Provider>
      {flow.value && (
        <FlowDialog
          flow={flow.value}
          phoneNumberId={to.phoneNumberId}
          upload={(file) => uploadFile(to, file)}
          onClose={() => (flow.value = undefined)}
          onComplete={(response) => actOn(to, flow.value?.messageId ?? "", "complete", { response })}
        />
      )}
    </section>
  );
}

function dayText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return date.toDateString() === new Date().toDateString() ? "Today" : longDay(seconds);
}
