import { createHash } from "node:crypto";
import { seedIds } from "../seed-ids.ts";
import { idIn, type Kept } from "../world/kept.ts";
import type { World, WorldNode } from "../world/world.ts";

const number = "phone_number_id";

/** The stages that a message has gone through, by what became of it. */
const stages: Readonly<Record<string, readonly string[]>> = {
  accepted: ["ACCEPTED"],
  sent: ["ACCEPTED", "SENT"],
  delivered: ["ACCEPTED", "SENT", "DELIVERED"],
  read: ["ACCEPTED", "SENT", "DELIVERED", "READ"],
  failed: ["ACCEPTED", "FAILED"],
};

/** Id of an entry, digits as all ids of nodes, and the same for the same text. */
function entryId(text: string): string {
  const start = createHash("sha256").update(text).digest().readUIntBE(0, 6);
  return String(1_000_000_000_000_000 + start);
}

function eventsOf({ id, data }: WorldNode) {
  const { status, time } = data;
  return (stages[String(status)] ?? ["ACCEPTED"]).map((delivery_status) => ({
    id: entryId(`${id} ${delivery_status}`),
    delivery_status,
    timestamp: Number(time),
    application: { id: seedIds.app },
    ...(delivery_status === "FAILED" && { error_description: "Message undeliverable" }),
  }));
}

/** Whether the history has an entry with this id. */
export function isHistoryEntry(world: World, id: string): boolean {
  return world.all("message").some((message) => entryId(message.id) === id);
}

/** What became of the messages of businesses. */
export const messageHistoryOperations: Readonly<Record<string, Kept>> = {
  listMessageHistory: {
    handle: (world) => (request) =>
      world
        .list("message", idIn(request, number))
        .filter(({ id }) => request.query["message_id"] === undefined || request.query["message_id"] === id)
        .toReversed() // newest first
        .map((message) => ({ id: entryId(message.id), message_id: message.id, events: { data: eventsOf(message) } })),
  },
  listMessageHistoryEvents: {
    handle: (world) => (request) => {
      const { delivery_status, status_filter = delivery_status } = request.query;
      return world
        .all("message")
        .filter(({ id }) => entryId(id) === idIn(request, "message_history_id"))
        .flatMap(eventsOf)
        .filter((event) => status_filter === undefined || event.delivery_status === status_filter)
        .map(({ timestamp, ...event }) => ({
          cursor: Buffer.from(event.id).toString("base64"),
          node: { ...event, occurrence_timestamp: timestamp, status_timestamp: timestamp },
        }));
    },
  },
};
