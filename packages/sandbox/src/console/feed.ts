import type { PendingFault } from "../faults.ts";
import type { RecordedCall } from "../server/recorded-call.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { World, WorldChange } from "../world/world.ts";
import { type ChatEntry, chatEntry } from "./chats.ts";
import { isShown, type ShownKind, type ShownNode, shownNode } from "./shown-nodes.ts";

/** What happens in the sandbox, as `/_sandbox/live` tells it. */
export type LiveEvent =
  | { readonly type: "put"; readonly node: ShownNode }
  | { readonly type: "remove"; readonly kind: ShownKind; readonly id: string }
  | ({ readonly type: "message" } & ChatEntry)
  | { readonly type: "call"; readonly call: RecordedCall }
  | { readonly type: "delivery"; readonly delivery: WebhookDelivery }
  /** A fault was injected, affected a call or was removed. */
  | { readonly type: "fault"; readonly fault: PendingFault }
  /** Everything may have changed. */
  | { readonly type: "restart" };

type Listener = (event: LiveEvent) => void;

/** Tells listeners what happens from now on. */
export interface Feed {
  /** Returns what ends it. */
  listen(listener: Listener): () => void;
  tell(event: LiveEvent): void;
}

export function createFeed(world: World): Feed {
  const listeners = new Set<Listener>();

  function tell(event: LiveEvent): void {
    for (const listener of listeners) listener(event);
  }

  world.watch((change) => {
    if (listeners.size === 0) return;
    for (const event of eventsOf(world, change)) tell(event);
  });

  return {
    tell,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function eventsOf(world: World, change: WorldChange): LiveEvent[] {
  if ("restored" in change) return [{ type: "restart" }];
  if ("remove" in change) {
    const { kind, id } = change.remove;
    return isShown(kind) ? [{ type: "remove", kind, id }] : [];
  }
  const { put: node } = change;
  if (isShown(node.kind)) return [{ type: "put", node: shownNode(node.kind, node) }];
  if (node.kind !== "message" && node.kind !== "inbound_message") return [];
  return [{ type: "message", ...chatEntry(world, node) }];
}
