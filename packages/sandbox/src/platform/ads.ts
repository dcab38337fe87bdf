import { randomBytes } from "node:crypto";
import { dataOf, idIn, type Kept } from "../world/kept.ts";
import type { Data } from "../world/world.ts";
import { findLink, listLinks, putLink, unlink } from "../world/links.ts";
import { invalidParameter, unknownNode } from "../server/errors.ts";

const account = "waba_id";
const sequence = "welcome_message_sequence";

const newTraceId = () => `A${randomBytes(16).toString("base64url")}`;

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const oldest = 7 * 24 * 60 * 60; // seconds

/** Data sets and welcome messages of advertisements. */
export const adOperations: Readonly<Record<string, Kept>> = {
  getDataset: {
    handle:
      (world) =>
      ({ path }) => {
        const [dataset] = world.list("dataset", path[account] ?? "");
        return dataset ? { id: dataset.id } : {};
      },
    seed: (world, { path, answer }) => {
      const { id } = dataOf(answer);
      world.put("dataset", path[account], { id }, String(id));
    },
  },
  createDataset: {
    handle:
      (world) =>
      ({ path, body }) => {
        const owner = path[account] ?? "";
        const [known] = world.list("dataset", owner); // an account has one
        const { id } = known ?? world.put("dataset", owner, { name: body["dataset_name"] });
        return { id };
      },
  },
  sendConversionEvents: {
    handle:
      (world, { now }) =>
      (request) => {
        const events = (request.body["data"] as unknown[]).map(dataOf);
        const isOld = (event: Data) => Number(event["event_time"]) < now() / 1000 - oldest;
        if (events.some(isOld)) throw invalidParameter("Param data must not have events that are older than 7 days");
        for (const event of events) world.put("conversion_event", idIn(request, "dataset_id"), event);
        return { events_received: events.length, messages: [], fbtrace_id: newTraceId() };
      },
  },
  listWelcomeMessageSequences: listLinks(sequence, account, {
    key: ({ sequence_id }) => sequence_id,
    where: ({ sequence_id }, { query }) =>
      query["sequence_id"] === undefined || String(query["sequence_id"]) === sequence_id,
  }),
  createWelcomeMessageSequence: {
    handle:
      (world) =>
      ({ path, body }) => {
        const owner = path[account] ?? "";
        const { sequence_id, name, welcome_message_sequence: content } = body;
        const changes = {
          ...(name !== undefined && { name }),
          ...(content !== undefined && { welcome_message_sequence: textOf(content) }),
        };
        if (sequence_id === undefined) {
          const id = world.newId();
          putLink(world, sequence, owner, id, { sequence_id: id, ...changes, is_used_in_ad: false });
          return { sequence_id: id };
        }
        const node = findLink(world, sequence, owner, String(sequence_id));
        if (!node) throw unknownNode("POST", String(sequence_id));
        world.change(node, changes);
        return { success: true };
      },
  },
  deleteWelcomeMessageSequence: unlink(sequence, account, "sequence_id"),
};
