import type { ComponentChildren } from "preact";
import { Icon } from "../parts/icon.tsx";
import { clockTime } from "../parts/times.ts";
import type { BusinessMessage, ChatMessage, CustomerMessage } from "./chat-message.ts";
import { BusinessContentView } from "./content/business-content.tsx";
import { CustomerContentView } from "./content/customer-content.tsx";
import type { ShownMessage } from "./shown-messages.ts";
import { summaryOf, type TemplateText } from "./summary.ts";
import { Ticks } from "./ticks.tsx";

interface BubbleProps {
  readonly shown: ShownMessage;
  /** Whether the person at the page wrote it, rather than the business or somebody else in the group. */
  readonly isOwn: boolean;
  /** Who wrote it, where that is not clear. */
  readonly author?: string | undefined;
  /** The message that it answers. */
  readonly quoted: ChatMessage | undefined;
  readonly templateText: TemplateText;
  readonly onQuote: (id: string) => void;
}

/** A message in a conversation; the customer, who looks at it, sees their own ones on the right. */
export function Bubble({ shown, isOwn, author, quoted, templateText, onQuote }: BubbleProps) {
  const { message, reactions, isEdited, isDeleted, isPinned } = shown;
  const { from, time } = message;
  if (isNotice(message)) return <Notice>{summaryOf(message)}</Notice>;
  return (
    <article class={isOwn ? "bubble mine" : "bubble"} aria-label={`${author ?? whose(message)}, ${clockTime(time)}`}>
      {author !== undefined && <p class="author">{author}</p>}
      {message.from === "customer" && !isDeleted && <Origin message={message} />}
      {quoted && (
        <button type="button" class="quoted" onClick={() => onQuote(quoted.id)}>
          <span class="quiet">{whose(quoted)}</span>
          <br />
          {summaryOf(quoted, templateText)}
        </button>
      )}
      {isDeleted ? <p class="quiet deleted">This message was deleted</p> : <Content message={message} />}
      {message.from === "business" && message.error && <Problem error={message.error} />}
      <div class="foot">
        {isPinned && <span>pinned</span>}
        {isEdited && <span>edited</span>}
        <time dateTime={new Date(time * 1000).toISOString()}>{clockTime(time)}</time>
        {message.from === "business" ? (
          <Ticks status={message.status} />
        ) : (
          <Ticks status={message.isRead ? "read" : "delivered"} />
        )}
      </div>
      {reactions.length > 0 && (
        <span class="reaction" role="img" aria-label={`Reactions: ${reactions.join(", ")}`}>
          {[...new Set(reactions)].join("")}
        </span>
      )}
      {from === "business" && message.status === "failed" && <span class="visually-hidden">not delivered</span>}
    </article>
  );
}

/** A line in the middle of a chat. */
export function Notice({ children }: { children: ComponentChildren }) {
  return <p class="notice">{children}</p>;
}

/** Whether nobody wrote it to the other. */
function isNotice({ content }: ChatMessage): boolean {
  const { type } = content;
  return type === "system" || type === "pin" || type === "request_welcome" || type === "edit" || type === "revoke";
}

function Content({ message }: { message: ChatMessage }) {
  if (message.from === "customer") return <CustomerContentView content={message.content} />;
  return <BusinessContentView content={message.content} />;
}

/** How a message of a customer came about. */
function Origin({ message: { forwarded, referral } }: { message: CustomerMessage }) {
  return (
    <>
      {forwarded && (
        <p class="quiet origin">
          <Icon name="reply" /> {forwarded === "often" ? "Forwarded many times" : "Forwarded"}
        </p>
      )}
      {referral && (
        <div class="card">
          <Icon name="open" />
          <div>
            <strong>{referral.headline ?? "Advertisement"}</strong>
            {referral.body !== undefined && <p>{referral.body}</p>}
            {referral.source_url !== undefined && <p class="quiet">{referral.source_url}</p>}
          </div>
        </div>
      )}
    </>
  );
}

function Problem({ error: { code, title, details } }: { error: NonNullable<BusinessMessage["error"]> }) {
  return (
    <span class="problem">
      {code}: {title}
      {details !== undefined && `. ${details}`}
    </span>
  );
}

function whose({ from }: ChatMessage): string {
  return from === "customer" ? "You" : "Business";
}
