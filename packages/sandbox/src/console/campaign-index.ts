import { limits } from "../server/limits.ts";
import { BoundedMap } from "../server/bounded-map.ts";
import type { RecordedCall } from "../server/recorded-call.ts";
import type { World, WorldNode } from "../world/world.ts";
import { type CampaignPlace, placeOf } from "./campaign-place.ts";
import type { Feed } from "./feed.ts";
import { SeenCampaign, type CampaignContent, type SeenRecipient } from "./seen-campaign.ts";
import { summaryOf } from "./campaign-summary.ts";
import type { ToldProgress } from "./told-progress.ts";

/** The campaigns of `@openwaba/campaigns` that sent by the sandbox. It follows messages and calls as they come. */
export interface CampaignIndex {
  find(id: string): SeenCampaign | undefined;
  all(): Iterable<SeenCampaign>;
  /** Id of the call that sent a message, undefined if it is not in the list of calls. */
  callOf(messageId: string): string | undefined;
  /** Takes a call whose response is known. */
  takeCall(call: RecordedCall): void;
  /** Keeps what the owner of a campaign tells. */
  tell(id: string, progress: ToldProgress): void;
}

const pace = 250; // ms between two events about a campaign
const mostTold = 1000; // campaigns

interface Place {
  readonly campaign: SeenCampaign;
  readonly recipient: SeenRecipient;
}

/** Tells of what it drops. */
class Dropping<Value> extends BoundedMap<string, Value> {
  readonly #onDrop: (key: string, value: Value) => void;

  constructor(entries: number, onDrop: (key: string, value: Value) => void) {
    super({ entries });
    this.#onDrop = onDrop;
  }

  override delete(key: string): boolean {
    const value = this.get(key);
    const isDropped = super.delete(key);
    if (isDropped && value !== undefined) this.#onDrop(key, value);
    return isDropped;
  }
}

export function createCampaignIndex(world: World, feed: Feed, now: () => number): CampaignIndex {
  const campaigns = new Map<string, SeenCampaign>();
  const changed = new Set<SeenCampaign>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** All messages of businesses, so that one is dropped here when it is in the world. */
  const messages = new Dropping<Place | undefined>(world.most("message"), (id, place) => {
    if (!place) return;
    place.campaign.dropped++;
    change(place, ({ messages: own }) => own.delete(id));
  });
  const refusals = new Dropping<Place>(limits.entries, (id, place) => {
    change(place, ({ refusals: own }) => own.delete(id));
  });
  const told = new Dropping<SeenCampaign>(mostTold, (_, campaign) => {
    campaign.told = undefined;
    touch(campaign);
  });
  const calls = new BoundedMap<string, string>({ entries: limits.entries }); // by id of the message

  function campaignOf(id: string): SeenCampaign {
    const campaign = campaigns.get(id) ?? new SeenCampaign(id);
    campaigns.set(id, campaign);
    return campaign;
  }

  function placeIn(at: CampaignPlace): Place {
    const campaign = campaignOf(at.campaign);
    return { campaign, recipient: campaign.recipientAt(at) };
  }

  function change({ campaign, recipient }: Place, act: (recipient: SeenRecipient) => void): void {
    campaign.change(recipient, () => act(recipient));
    touch(campaign);
  }

  function touch(campaign: SeenCampaign): void {
    if (campaign.recipients.size === 0 && !campaign.told) campaigns.delete(campaign.id);
    changed.add(campaign);
    timer ??= setTimeout(tellChanged, pace).unref();
  }

  function tellChanged(): void {
    timer = undefined;
    for (const { id } of changed) {
      const campaign = campaigns.get(id);
      feed.tell({ type: "campaign", id, campaign: campaign && summaryOf(campaign) });
    }
    changed.clear();
  }

  function takeMessage(node: WorldNode): void {
    const content = node.data["message"];
    const at = placeOf(content);
    if (!at) return void messages.set(node.id, undefined);
    const place = placeIn(at);
    place.campaign.note(node.of ?? "", contentOf(content), Number(node.data["time"]) || 0);
    change(place, ({ messages: own }) => own.set(node.id, node));
    messages.set(node.id, place);
  }

  function takeCall(call: RecordedCall): void {
    const { id, operation, status, body, path, response } = call;
    if (operation !== "sendMessage" && operation !== "sendMarketingMessage") return;
    const at = placeOf(body);
    if (!at) return;
    if (status < 400) {
      const [sent] = Object(response).messages ?? [];
      if (typeof sent?.id === "string") calls.set(sent.id, id);
      return;
    }
    const place = placeIn(at);
    const phoneNumberId = path.split("/").at(-2) ?? "";
    const { to, recipient } = Object(body);
    const { code, message, error_data } = Object(Object(response).error);
    const { details } = Object(error_data);
    const time = Math.floor(call.time / 1000);
    place.campaign.note(phoneNumberId, contentOf(body), time);
    const refusal = {
      callId: id,
      phoneNumberId,
      to: to === undefined ? String(recipient) : String(to).replaceAll(/\D/g, ""),
      time,
      code: Number(code) || 0,
      title: String(message).replace(/^\(#\d+\) /, ""),
      ...(typeof details === "string" && { details }),
    };
    change(place, ({ refusals: own }) => own.set(id, refusal));
    refusals.set(id, place);
  }

  function readWorld(): void {
    for (const map of [campaigns, messages, refusals, told, calls]) map.clear();
    for (const node of world.each("message")) takeMessage(node);
  }

  readWorld();
  world.watch((event) => {
    if ("restored" in event) readWorld();
    else if ("put" in event) {
      if (event.put.kind === "message") takeMessage(event.put);
    } else if (event.remove.kind === "message") messages.delete(event.remove.id);
  });

  return {
    find: (id) => campaigns.get(id),
    all: () => campaigns.values(),
    callOf: (messageId) => calls.get(messageId),
    takeCall,
    tell(id, progress) {
      const campaign = campaignOf(id);
      campaign.told = { ...progress, time: Math.floor(now() / 1000) };
      told.set(id, campaign);
      touch(campaign);
    },
  };
}

function contentOf(message: unknown): CampaignContent {
  const { type = "text", template } = Object(message);
  const { name, language } = Object(template);
  const { code } = Object(language);
  return {
    type: String(type),
    ...(typeof name === "string" && { template: name }),
    ...(typeof code === "string" && { language: code }),
  };
}
