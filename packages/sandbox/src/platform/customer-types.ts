import type { Schemas } from "@openwaba/webhooks";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { InboundContent } from "../webhooks/messages.ts";
import type { Chat, ReceivedMessage } from "./customer-chat.ts";
import type { CustomerCalls } from "./customer-calls.ts";
import type { CustomerFiles } from "./customer-media.ts";
import type { OpenFlow } from "./flow-endpoint/open-flow.ts";
import type { PressableButton } from "./pressable.ts";
import type { SentByCustomer } from "./sent-by-customer.ts";

/** What is known of a customer. */
export interface CustomerProfile {
  /** Digits; undefined if the business knows a user id alone. */
  readonly waId: string | undefined;
  /** Business-scoped user id. */
  readonly userId: string | undefined;
  readonly name: string;
  readonly username: string | undefined;
}

/** How a customer sends. */
export interface SendingOptions {
  /** Business number that gets it. @default the one that wrote last, else the seed's */
  phoneNumberId?: string;
  /** What it answers, or that it was forwarded. */
  context?: Schemas["MessageContext"];
  /** Advertisement that brought the customer. */
  referral?: Schemas["Referral"];
  /** Group that gets it, which the customer must be in. */
  groupId?: string;
}

/** Which chat something is done in. */
export interface InChat {
  /** @default the number that wrote last, else the seed's */
  phoneNumberId?: string;
}

/** Somebody who talks to the businesses of the sandbox. Promises settle when the webhook was answered or given up. */
export interface Customer extends CustomerProfile, CustomerCalls, CustomerFiles {
  text(body: string, sending?: SendingOptions): Promise<SentByCustomer>;
  /** Sends a message of any kind. */
  send(content: InboundContent, sending?: SendingOptions): Promise<SentByCustomer>;
  /** Presses a button or chooses a row. A flow is completed with nothing filled in. */
  press(button: PressableButton): Promise<SentByCustomer>;
  /**
   * Completes the flow that a message opens.
   *
   * @throws TypeError if it opens none
   */
  complete(message: { id: string }, response: Readonly<Record<string, unknown>>): Promise<SentByCustomer>;
  /**
   * Opens the flow of a message and plays it, with the endpoint of the flow where the flow asks it.
   *
   * @throws TypeError if the message opens no flow, or there is no such flow; Error if its endpoint does not answer as it should
   * @example
   * const flow = await ada.openFlow(message);
   * await flow.exchange({ day: "2026-12-12", seats: "2" });
   * console.log(flow.screen, flow.data);
   */
  openFlow(message: { id: string }): Promise<OpenFlow>;
  /** Reacts to a message; an empty text takes the reaction away. */
  react(message: { id: string }, emoji: string): Promise<SentByCustomer>;
  /** Opens the chat with a business number, or all chats: everything that was delivered there is read. */
  read(options?: InChat): void;
  /**
   * Plays a voice message, which is read thereby.
   *
   * @throws TypeError if the customer got no such message
   */
  play(message: { id: string }): void;
  /**
   * Waits for messages that were not returned before.
   *
   * @throws Error if fewer than `count` arrive within `timeout` milliseconds, or `signal` was aborted before
   */
  inbox(options?: { count?: number; timeout?: number; signal?: AbortSignal }): Promise<ReceivedMessage[]>;
  /** All messages that arrived, oldest first, also those that `inbox` returned. */
  received(): ReceivedMessage[];
  /** What the customer sees: messages of both sides, reactions, whether they were read, and the typing indicator. */
  chat(options?: InChat): Chat;
  /** Blocks the business number: what it sends fails with code 131026, and nothing can be sent to it. */
  block(options?: InChat): void;
  unblock(options?: InChat): void;
  /** Wants no more marketing messages: they fail with code 131050. */
  stopMarketing(options?: InChat): Promise<readonly WebhookDelivery[]>;
  resumeMarketing(options?: InChat): Promise<readonly WebhookDelivery[]>;
  /** Whether the customer got as many marketing messages as the platform allows: more fail with code 131049. */
  limitMarketing(isLimited?: boolean): void;
  /**
   * Changes the number, and the user id if a new one is given. All business numbers of the chats are told.
   *
   * @throws TypeError if that is no number, or another customer has it
   */
  changeNumber(phoneNumber: string, options?: { userId?: string }): Promise<readonly WebhookDelivery[]>;
  /** Leaves WhatsApp: what is sent fails with code 131026. */
  leave(): void;
  /** Comes back. */
  join(): void;
}
