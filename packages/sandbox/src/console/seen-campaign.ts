import type { WorldNode } from "../world/world.ts";
import type { CampaignPlace } from "./campaign-place.ts";
import type { ToldProgress } from "./told-progress.ts";

/** Of the last message to a recipient; `refused` if the platform took none. */
export const recipientStates = ["accepted", "sent", "delivered", "read", "failed", "refused"] as const;

export type RecipientState = (typeof recipientStates)[number];

/** A call that was to send a message, and was answered with an error. */
interface SendRefusal {
  readonly callId: string;
  readonly phoneNumberId: string;
  readonly to: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly code: number;
  readonly title: string;
  readonly details?: string;
}

export interface SeenRecipient extends CampaignPlace {
  /** By id, oldest first. */
  readonly messages: Map<string, WorldNode>;
  /** By id of the call, oldest first. */
  readonly refusals: Map<string, SendRefusal>;
}

/** How often an error came, and in which words. */
export interface CampaignError {
  readonly code: number;
  readonly title: string;
  /** Recipients whose last message failed by it. */
  readonly failed: number;
  /** Calls that were refused by it. */
  readonly refused: number;
}

/** What campaigns send, as far as its kind goes. */
export interface CampaignContent {
  readonly type: string;
  readonly template?: string;
  readonly language?: string;
}

const mostShown = 20; // numbers and contents

/** What the sandbox has seen of a campaign, with its counts kept as recipients change. */
export class SeenCampaign {
  readonly id: string;
  readonly recipients = new Map<string, SeenRecipient>();
  readonly counts: Record<RecipientState, number> = {
    accepted: 0,
    sent: 0,
    delivered: 0,
    read: 0,
    failed: 0,
    refused: 0,
  };
  readonly errors = new Map<number, CampaignError>();
  readonly phoneNumberIds = new Set<string>();
  readonly contents = new Map<string, CampaignContent>();
  refusals = 0;
  /** Recipients with more than one message. */
  repeated = 0;
  /** Messages that are not kept any more. */
  dropped = 0;
  /** Seconds since 1970. */
  firstTime: number | undefined;
  lastTime: number | undefined;
  told: (ToldProgress & { readonly time: number }) | undefined;
  #inOrder: readonly SeenRecipient[] | undefined;

  constructor(id: string) {
    this.id = id;
  }

  /** In order of their places. */
  get inOrder(): readonly SeenRecipient[] {
    this.#inOrder ??= [...this.recipients.values()].toSorted(
      (one, other) => one.batch - other.batch || one.index - other.index,
    );
    return this.#inOrder;
  }

  recipientAt(place: CampaignPlace): SeenRecipient {
    const key = placeKey(place);
    const found = this.recipients.get(key) ?? { ...place, messages: new Map(), refusals: new Map() };
    if (!this.recipients.has(key)) this.#inOrder = undefined;
    this.recipients.set(key, found);
    return found;
  }

  /** Changes what is known of a recipient, and forgets one of whom nothing is. */
  change(recipient: SeenRecipient, act: () => void): void {
    this.#count(recipient, -1);
    act();
    this.#count(recipient, 1);
    if (recipient.messages.size + recipient.refusals.size > 0) return;
    this.recipients.delete(placeKey(recipient));
    this.#inOrder = undefined;
  }

  /** Notes who sends what, and when. */
  note(phoneNumberId: string, content: CampaignContent, time: number): void {
    if (this.phoneNumberIds.size < mostShown) this.phoneNumberIds.add(phoneNumberId);
    if (this.contents.size < mostShown) this.contents.set(JSON.stringify(content), content);
    this.firstTime = Math.min(this.firstTime ?? time, time);
    this.lastTime = Math.max(this.lastTime ?? time, time);
  }

  #count(recipient: SeenRecipient, by: 1 | -1): void {
    const { messages, refusals } = recipient;
    if (messages.size + refusals.size === 0) return;
    this.counts[stateOf(recipient)] += by;
    if (messages.size > 1) this.repeated += by;
    this.refusals += by * refusals.size;
    const failure = failureOf(recipient);
    if (failure) this.#countError(failure, "failed", by);
    for (const refusal of refusals.values()) this.#countError(refusal, "refused", by);
  }

  #countError({ code, title }: { code: number; title: string }, how: "failed" | "refused", by: 1 | -1): void {
    const known = this.errors.get(code) ?? { code, title, failed: 0, refused: 0 };
    const error = { ...known, ...(by > 0 && { title }), [how]: known[how] + by };
    if (error.failed + error.refused === 0) this.errors.delete(code);
    else this.errors.set(code, error);
  }
}

export function placeKey({ batch, index }: Pick<CampaignPlace, "batch" | "index">): string {
  return `${batch}:${index}`;
}

export function lastMessage({ messages }: SeenRecipient): WorldNode | undefined {
  return [...messages.values()].at(-1);
}

export function stateOf(recipient: SeenRecipient): RecipientState {
  const message = lastMessage(recipient);
  if (!message) return "refused";
  return recipientStates.find((state) => state === message.data["status"]) ?? "accepted";
}

/** Why the last message failed, undefined if it did not. */
export function failureOf(recipient: SeenRecipient): { code: number; title: string; details: string } | undefined {
  const { error, status } = lastMessage(recipient)?.data ?? {};
  if (status !== "failed") return undefined;
  const { code, title, details } = Object(error);
  return { code: Number(code) || 0, title: String(title ?? ""), details: String(details ?? "") };
}
