import { batch, computed, type Signal, signal } from "@preact/signals";
import type { CampaignSummary, PendingFault, RecordedCall, WebhookDelivery } from "@openwaba/sandbox";
import type { ChatMessage } from "../chats/chat-message.ts";
import { get } from "./control.ts";
import { withCall, withFault } from "./in-order.ts";
import { listen, type LiveEvent, type Node, type NodeKind } from "./live.ts";

/** A business number and a customer who write to each other. */
export interface Chat {
  readonly phoneNumberId: string;
  readonly customerId: string;
  readonly last?: ChatMessage;
}

type Nodes = ReadonlyMap<string, Node>;

const longestLog = 2000;

/** Whether the page knows what the sandbox knows: until then nothing is missing, it is only not there yet. */
export const isLoaded = signal(false);

const nodesByKind = new Map<NodeKind, Signal<Nodes>>();

/** What the sandbox remembers of a kind, by id. */
export function nodesOf(kind: NodeKind): Nodes {
  return signalOf(kind).value;
}

export function nodeOf(kind: NodeKind, id: string): Node | undefined {
  return nodesOf(kind).get(id);
}

function signalOf(kind: NodeKind): Signal<Nodes> {
  const known = nodesByKind.get(kind);
  if (known) return known;
  const nodes = signal<Nodes>(new Map());
  nodesByKind.set(kind, nodes);
  return nodes;
}

const chatsByKey = signal<ReadonlyMap<string, Chat>>(new Map());
/** Newest first. */
export const chats = computed(() =>
  [...chatsByKey.value.values()].toSorted((one, other) => (other.last?.time ?? 0) - (one.last?.time ?? 0)),
);

/** Oldest first. */
export const calls = signal<readonly RecordedCall[]>([]);
/** Faults that wait for calls, in the order in which they were injected. */
export const faults = signal<readonly PendingFault[]>([]);
/** By id. */
export const campaigns = signal<ReadonlyMap<string, CampaignSummary>>(new Map());
/** Oldest first. */
export const deliveries = signal<readonly WebhookDelivery[]>([]);

const watchers = new Set<(events: readonly LiveEvent[]) => void>();

/** Calls `watcher` with what happens from now on. Returns what ends that. */
export function watch(watcher: (events: readonly LiveEvent[]) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const chatKey = (phoneNumberId: string, customerId: string) => `${phoneNumberId} ${customerId}`;

/** What happened since the last load began, as its answers may be older; undefined if none is under way. */
let sinceLoad: LiveEvent[] | undefined;

/** Keeps what the page knows like what the sandbox knows. Returns what ends that. */
export function follow(): () => void {
  return listen((events) => {
    const restart = events.findLastIndex(({ type }) => type === "restart");
    // a sandbox that is gone before it has answered is asked again when it comes back
    if (restart >= 0) void load().catch(() => undefined);
    sinceLoad?.push(...events.slice(restart + 1));
    takeAll(events);
    for (const watcher of watchers) watcher(events);
  });
}

function takeAll(events: readonly LiveEvent[]): void {
  batch(() => {
    for (const event of events) take(event);
  });
}

async function load(): Promise<void> {
  const since: LiveEvent[] = [];
  sinceLoad = since;
  const [world, list, made, sent, waiting, seen] = await Promise.all([
    get<{ data: Node[] }>("/world"),
    get<{ data: Chat[] }>("/chats"),
    get<{ data: RecordedCall[] }>(`/calls?limit=${longestLog}`),
    get<{ data: WebhookDelivery[] }>(`/webhooks?limit=${longestLog}`),
    get<{ data: PendingFault[] }>("/faults"),
    get<{ data: CampaignSummary[] }>("/campaigns"),
  ]);
  if (sinceLoad !== since) return; // a later one is under way
  sinceLoad = undefined;
  batch(() => {
    const kinds = new Set([...nodesByKind.keys(), ...world.data.map(({ kind }) => kind)]);
    for (const kind of kinds) {
      const own = world.data.filter((node) => node.kind === kind);
      signalOf(kind).value = new Map(own.map((node) => [node.id, node]));
    }
    chatsByKey.value = new Map(list.data.map((chat) => [chatKey(chat.phoneNumberId, chat.customerId), chat]));
    calls.value = made.data;
    deliveries.value = sent.data;
    faults.value = waiting.data;
    campaigns.value = new Map(seen.data.map((campaign) => [campaign.id, campaign]));
    takeAll(since);
    isLoaded.value = true;
  });
}

function take(event: LiveEvent): void {
  switch (event.type) {
    case "put": {
      const nodes = signalOf(event.node.kind);
      nodes.value = new Map(nodes.value).set(event.node.id, event.node);
      return;
    }
    case "remove": {
      const nodes = signalOf(event.kind);
      nodes.value = new Map([...nodes.value].filter(([id]) => id !== event.id));
      return;
    }
    case "message": {
      const { phoneNumberId, customerId, message } = event;
      const key = chatKey(phoneNumberId, customerId);
      const { last } = chatsByKey.value.get(key) ?? {};
      if (last && last.id !== message.id && last.time > message.time) return;
      chatsByKey.value = new Map(chatsByKey.value).set(key, { phoneNumberId, customerId, last: message });
      return;
    }
    case "call":
      calls.value = withCall(calls.value, event.call).slice(-longestLog);
      return;
    case "fault":
      faults.value = withFault(faults.value, event.fault);
      return;
    case "delivery": {
      const { delivery } = event;
      const place = deliveries.value.findLastIndex(({ id }) => id === delivery.id);
      deliveries.value = place < 0 ? appended(deliveries.value, delivery) : deliveries.value.with(place, delivery);
      return;
    }
    case "campaign": {
      const { id, campaign } = event;
      const others = [...campaigns.value].filter(([other]) => other !== id);
      campaigns.value = new Map(campaign ? [...others, [id, campaign]] : others);
      return;
    }
    case "typing":
    case "restart":
  }
}

function appended<Item>(log: readonly Item[], item: Item): Item[] {
  return [...log.slice(-longestLog + 1), item];
}
