import { BusinessContentView } from "./content/business-content.tsx";
import { CustomerContentView } from "./content/customer-content.tsx";
import type { BusinessMessage, ChatMessage } from "./chat-message.ts";
import { summaryOf } from "./summary.ts";
import { Ticks } from "./ticks.tsx";

interface BubbleProps {
  /** Empty if there is none. */
  readonly reaction: string;
  readonly message: ChatMessage;
  /** The message that it answers. */
  readonly quoted: ChatMessage | undefined;
  readonly onQuote: (id: string) => void;
}

/** A message in a conversation; the customer, who looks at it, sees their own ones on the right. */
export function Bubble({ message, reaction, quoted, onQuote }: BubbleProps) {
  const { from, time } = message;
  return (
    <article class={from === "customer" ? "bubble mine" : "bubble"} aria-label={labelOf(message)}>
      {quoted && (
        <button type="button" class="quoted" onClick={() => onQuote(quoted.id)}>
          <span class="quiet">{quoted.from === "customer" ? "You" : "Business"}</span>
          <br />
          {summaryOf(quoted)}
        </button>
      )}
      {message.from === "customer" ? (
        <CustomerContentView content={message.content} />
      ) : (
        <BusinessContentView content={message.content} />
      )}
      {message.from === "business" && message.error && <Problem error={message.error} />}
      <div class="foot">
        <time dateTime={new Date(time * 1000).toISOString()}>{clockTime(time)}</time>
        {message.from === "business" ? (
          <Ticks status={message.status} />
        ) : (
          <Ticks status={message.isRead ? "read" : "delivered"} />
        )}
      </div>
      {reaction !== "" && <span class="reaction">{reaction}</span>}
    </article>
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

function labelOf({ from, time }: ChatMessage): string {
  return `${from === "customer" ? "You" : "Business"}, ${clockTime(time)}`;
}

function clockTime(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}
