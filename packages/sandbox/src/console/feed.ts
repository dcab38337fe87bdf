import type { PendingFault } from "../faults.ts";
import type { RecordedCall } from "../server/recorded-call.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { World, WorldChange, WorldNode } from "../world/world.ts";
import type { CampaignSummary } from "./campaign-summary.ts";
import { type ChatEntry, chatEntry } from "./chats.ts";
import { isShown, type ShownKind, type ShownNode, shownNode } from "./shown-nodes.ts";

/** What happens in the sandbox, as `/_sandbox/live` tells it. */
export type LiveEvent =
  | { readonly type: "put"; readonly node: ShownNode }
  | { readonly type: "remove"; readonly kind: ShownKind; readonly id: string }
  | ({ readonly type: "message" } & ChatEntry)
  /** A business is writing to a customer, for so many milliseconds at most. */
  | {
      readonly type: "typing";
      readonly phoneNumberId: string;
      readonly customerId: string;
      readonly milliseconds: number;
    }
  | { readonly type: "call"; readonly call: RecordedCall }
  | { readonly type: "delivery"; readonly delivery: WebhookDelivery }
  /** A fault was injected, affected a call or was removed. */
  | { readonly type: "fault"; readonly fault: PendingFault }
  /** What is known of a campaign now, at most every 250 ms; undefined if nothing is any more. */
  | { readonly type: "campaign"; readonly id: string; readonly campaign: CampaignSummary | undefined }
  /** Everything may have changed. */
  | { readonly type: "restart" };

type Listener = (event: LiveEvent) => void;

/** Tells listeners what happens from now on. */
export interface Feed {
  /** Returns what ends it. */
  listen(listener: Listener): () => void;
  tell(event: LiveEvent): void;
}

export function createFeed(world: World, now: () => number): Feed {
  const listeners = new Set<Listener>();

  function tell(event: LiveEvent): void {
    for (const listener of listeners) listener(event);
  }

  world.watch((change) => {
    if (listeners.size === 0) return;
    for (const event of eventsOf(world, now, change)) tell(event);
  });

  return {
    tell,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function eventsOf(world: World, now: () => number, change: WorldChange): LiveEvent[] {
  if ("restored" in change) return [{ type: "restart" }];
  if ("remove" in change) {
    const { kind, id } = change.remove;
    return isShown(kind) ? [{ type: "remove", kind, id }] : [];
  }
  const { put: node } = change;
  if (isShown(node.kind)) {
    const put: LiveEvent = { type: "put", node: shownNode(node.kind, node) };
    return node.kind === "chat" ? [put, ...typingIn(node, now())] : [put];
  }
  if (node.kind !== "message" && node.kind !== "inbound_message") return [];
  return [{ type: "message", ...chatEntry(world, node) }];
}

/** Whether the business is writing in a chat, in the time of the page: that of the sandbox may be moved. */
function typingIn({ of = "", data }: WorldNode, now: number): LiveEvent[] {
  const milliseconds = Number(data["typingUntil"]) - now;
  if (!(milliseconds > 0)) return [];
  return [{ type: "typing", phoneNumberId: String(data["phoneNumberId"]), customerId: of, milliseconds }];
}
