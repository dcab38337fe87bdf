import { createHash } from "node:crypto";
import { seedIds } from "../seed-ids.ts";
import { idIn, itemsOf, type Kept, merge } from "../world/kept.ts";
import type { Data, World, WorldNode } from "../world/world.ts";

const kind = "message_history";
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

interface Entry {
  readonly id: string;
  readonly message_id: string;
  readonly events?: { readonly data: readonly Data[] };
}

function entryOf(message: WorldNode): Entry {
  return { id: entryId(message.id), message_id: message.id, events: { data: eventsOf(message) } };
}

/** An entry of a message, or one of the examples. */
function findEntry(world: World, id: string): Entry | undefined {
  const message = world.all("message").find((one) => entryId(one.id) === id);
  return message ? entryOf(message) : (world.find(kind, id)?.data as Entry | undefined);
}

/** Whether the history has an entry with this id. */
export function isHistoryEntry(world: World, id: string): boolean {
  return findEntry(world, id) !== undefined;
}

/** What became of the messages of businesses. */
export const messageHistoryOperations: Readonly<Record<string, Kept>> = {
  listMessageHistory: {
    handle: (world) => (request) => {
      const { message_id } = request.query;
      const owner = idIn(request, number);
      const entries = [
        ...world.list(kind, owner).map(({ data }) => data),
        ...world.list("message", owner).map((message) => ({ ...entryOf(message) })),
      ];
      return entries.filter((entry) => message_id === undefined || message_id === entry["message_id"]).toReversed(); // newest first
    },
    seed: (world, { path, answers }) => {
      for (const item of answers.flatMap(itemsOf)) merge(world, kind, path[number], String(item["id"]), item);
    },
  },
  listMessageHistoryEvents: {
    handle: (world) => (request) => {
      const { delivery_status, status_filter = delivery_status } = request.query;
      const events = findEntry(world, idIn(request, "message_history_id"))?.events?.data ?? [];
      return events
        .filter((event) => status_filter === undefined || event["delivery_status"] === status_filter)
        .map(({ timestamp, ...event }) => ({
          cursor: Buffer.from(String(event["id"])).toString("base64"),
          node: { ...event, occurrence_timestamp: timestamp, status_timestamp: timestamp },
        }));
    },
  },
};
