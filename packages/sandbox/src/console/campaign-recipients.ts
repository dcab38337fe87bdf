import type { World } from "../world/world.ts";
import { customerIn } from "./chats.ts";
import type { CampaignIndex } from "./campaign-index.ts";
import {
  failureOf,
  lastMessage,
  placeKey,
  type RecipientState,
  type SeenCampaign,
  type SeenRecipient,
  stateOf,
} from "./seen-campaign.ts";

/** A recipient of a campaign, and what became of the last message. */
export interface CampaignRecipient {
  /** `<batch>:<index>`. */
  readonly place: string;
  readonly to: string;
  readonly state: RecipientState;
  /** Of the last message or refusal, in seconds since 1970. */
  readonly time: number;
  readonly phoneNumberId: string;
  /** Of the chat, undefined if no message was taken. */
  readonly customerId: string | undefined;
  readonly messageId: string | undefined;
  /** How many messages the recipient got. More than one is a mistake, unless somebody sent again on purpose. */
  readonly messages: number;
  /** How many calls were refused. */
  readonly refusals: number;
  /** Of the failure, else of the last refusal. */
  readonly code: number | undefined;
  readonly details: string | undefined;
  /** Call that sent the last message, else the one that was refused last; undefined if it is not listed any more. */
  readonly callId: string | undefined;
}

export interface RecipientQuery {
  /** `repeated` are recipients with more than one message. */
  readonly state: RecipientState | "repeated" | undefined;
  /** Of a failure or of any refusal. */
  readonly code: number | undefined;
  /** A part of the number or id of the recipient, of the id of a message or of what went wrong. */
  readonly search: string;
  /** Place after which the page begins. */
  readonly after: { readonly batch: number; readonly index: number } | undefined;
  readonly limit: number;
}

export interface RecipientPage {
  readonly data: readonly CampaignRecipient[];
  /** How many there are on all pages. */
  readonly total: number;
  /** Place after which there are more, undefined on the last page. */
  readonly after: string | undefined;
}

/** A page of recipients, in order of their places. */
export function readRecipients(
  world: World,
  index: CampaignIndex,
  campaign: SeenCampaign,
  query: RecipientQuery,
): RecipientPage {
  const { after, limit } = query;
  const found = campaign.inOrder.filter((recipient) => isSought(recipient, query));
  const start = after ? found.findIndex((one) => isBehind(one, after)) : 0;
  const page = start < 0 ? [] : found.slice(start, start + limit);
  const last = page.at(-1);
  return {
    data: page.map((recipient) => describe(world, index, recipient)),
    total: found.length,
    after: last && last !== found.at(-1) ? placeKey(last) : undefined,
  };
}

function isBehind({ batch, index }: SeenRecipient, after: { batch: number; index: number }): boolean {
  return batch > after.batch || (batch === after.batch && index > after.index);
}

function isSought(recipient: SeenRecipient, { state, code, search }: RecipientQuery): boolean {
  const { messages, refusals } = recipient;
  if (state === "repeated" ? messages.size < 2 : state !== undefined && stateOf(recipient) !== state) return false;
  if (code === undefined && search === "") return true;
  const errors = [failureOf(recipient) ?? [], ...refusals.values()].flat();
  if (code !== undefined && !errors.some((error) => error.code === code)) return false;
  const texts = [
    toOf(recipient),
    ...messages.keys(),
    ...errors.map(({ title, details = "" }) => `${title} ${details}`),
  ];
  return texts.some((text) => text.toLowerCase().includes(search));
}

function toOf({ messages, refusals }: SeenRecipient): string {
  for (const { data } of messages.values()) return String(data["to"]);
  for (const { to } of refusals.values()) return to;
  return "";
}

function describe(world: World, index: CampaignIndex, recipient: SeenRecipient): CampaignRecipient {
  const message = lastMessage(recipient);
  const refusal = [...recipient.refusals.values()].at(-1);
  const error = failureOf(recipient) ?? refusal;
  return {
    place: placeKey(recipient),
    to: toOf(recipient),
    state: stateOf(recipient),
    time: Number(message?.data["time"] ?? refusal?.time) || 0,
    phoneNumberId: message?.of ?? refusal?.phoneNumberId ?? "",
    customerId: message && customerIn(world, message),
    messageId: message?.id,
    messages: recipient.messages.size,
    refusals: recipient.refusals.size,
    code: error?.code,
    details: error && (error.details || error.title),
    callId: message ? index.callOf(message.id) : refusal?.callId,
  };
}
