import { dataOf, type Kept } from "../world/kept.ts";
import { findLink, listLinks, putLink, unlink } from "../world/links.ts";
import { unknownNode } from "../server/errors.ts";

const account = "waba_id";
const sequence = "welcome_message_sequence";

const textOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

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
