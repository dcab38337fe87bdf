import { useMemo } from "preact/hooks";
import { type Openers, actionsFor } from "./message-actions.ts";
import { Bubble } from "./bubble.tsx";
import { ChatActionsContext } from "./chat-actions.ts";
import type { ChatMessage } from "./chat-message.ts";
import { MessageTools } from "./message-tools.tsx";
import { nameOf, numberNameOf } from "./names.ts";
import type { ChatAddress } from "./send.ts";
import type { ShownMessage } from "./shown-messages.ts";
import type { TemplateText } from "./summary.ts";

/** What the rows of a chat share; it stays the same object while the chat is open. */
export interface RowsOfChat {
  readonly to: ChatAddress;
  readonly templateText: TemplateText;
  readonly attempt: (action: Promise<void>) => void;
  /** Opens what is about a message. */
  readonly openersOf: (message: ChatMessage) => Openers;
  readonly onAnswer: (message: ChatMessage) => void;
}

interface MessageRowProps {
  readonly chat: RowsOfChat;
  readonly shown: ShownMessage;
  /** The message that it answers. */
  readonly quoted: ChatMessage | undefined;
}

/** A message in a chat with what can be done about it. It is drawn again only if it has changed: many come in a second. */
export function MessageRow({ chat, shown, quoted }: MessageRowProps) {
  const { message, reactions, isEdited, isDeleted, isPinned } = shown;
  return useMemo(
    () => <Row chat={chat} shown={shown} quoted={quoted} />,
    [chat, message, quoted, reactions.join(" "), isEdited, isDeleted, isPinned],
  );
}

function Row({ chat, shown, quoted }: MessageRowProps) {
  const { to, templateText, attempt, openersOf, onAnswer } = chat;
  const { message, isDeleted } = shown;
  const sender = message.from === "customer" ? message.sender : undefined;
  const isOwn = message.from === "customer" && (to.groupId === undefined || sender === to.customerId);
  const author = to.groupId === undefined || isOwn ? undefined : authorOf(to, sender);
  return (
    <div class={isOwn ? "message own" : "message"} id={elementIdOf(message.id)} tabIndex={-1}>
      <ChatActionsContext.Provider value={actionsFor(to, message, attempt, openersOf(message))}>
        <Bubble
          shown={shown}
          isOwn={isOwn}
          author={author}
          quoted={quoted}
          templateText={templateText}
          onQuote={scrollTo}
        />
      </ChatActionsContext.Provider>
      {!isDeleted && message.content.type !== "system" && (
        <MessageTools
          to={to}
          message={message}
          owner={author ?? (isOwn ? nameOf(to.customerId) : "the business")}
          isOwn={isOwn}
          attempt={attempt}
          onAnswer={() => onAnswer(message)}
        />
      )}
    </div>
  );
}

/** Who wrote into a group: a customer, else the business. */
function authorOf({ phoneNumberId }: ChatAddress, sender: string | undefined): string {
  return sender === undefined ? numberNameOf(phoneNumberId) : nameOf(sender);
}

function elementIdOf(id: string): string {
  return `message-${id}`;
}

function scrollTo(id: string): void {
  const element = document.getElementById(elementIdOf(id));
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}
