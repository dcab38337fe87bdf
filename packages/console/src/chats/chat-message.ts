import type { Schemas as Sent } from "@openwaba/messages";
import type { InboundContent } from "@openwaba/sandbox";

/** What a business sends. */
export type BusinessContent = Exclude<Sent["SendMessageOrReceipt"], { status: "read" }>;

/** What a customer sends. */
export type CustomerContent = InboundContent;

interface Referral {
  readonly headline?: string;
  readonly body?: string;
  readonly source_url?: string;
}

interface ChatMessageBase {
  readonly id: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** Id of the message that it answers. */
  readonly context?: string;
}

export interface BusinessMessage extends ChatMessageBase {
  readonly from: "business";
  readonly status: "accepted" | "sent" | "delivered" | "read" | "played" | "failed";
  /** Why it failed. */
  readonly error?: { readonly code: number; readonly title: string; readonly details?: string };
  readonly content: BusinessContent;
}

export interface CustomerMessage extends ChatMessageBase {
  readonly from: "customer";
  /** Whether the business marked it as read. */
  readonly isRead: boolean;
  /** Id of the customer who wrote it in a group. */
  readonly sender?: string;
  /** Advertisement that brought the customer. */
  readonly referral?: Referral;
  /** Whether the customer forwarded it, and it was forwarded often before. */
  readonly forwarded?: "once" | "often";
  readonly content: CustomerContent;
}

/** A message of a conversation, of either side. */
export type ChatMessage = BusinessMessage | CustomerMessage;
