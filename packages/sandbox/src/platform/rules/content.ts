import { invalidParameter } from "../../server/errors.ts";
import type { Data, World } from "../../world/world.ts";
import { kinds } from "../../generated/media-types.ts";
import { mediaOf } from "../media.ts";
import { mediaIn } from "./media-in.ts";
import type { Sending } from "../sending.ts";
import { type MessageError, type Obstacle, type Refusal, refusal } from "./rule.ts";

const reactionLife = 30 * 24 * 60 * 60; // seconds

/** What is wrong with the content before it is looked at closely. */
export const contentRefusals: readonly Refusal[] = [
  ({ body }) => {
    const { message_id } = (body["context"] ?? {}) as { message_id?: string };
    if (message_id === undefined || message_id.startsWith("wamid.")) return;
    throw refusal(
      131009,
      "A parameter has an invalid value",
      `Param context.message_id must be the id of a message, got ${message_id}`,
    );
  },
  ({ body }) => {
    const twice = mediaIn(body).find(({ hasLink }) => hasLink);
    if (!twice) return;
    throw invalidParameter(`Unknown parameter ${twice.place.replace(/id$/, "link")} where ${twice.place} is given`);
  },
  ({ body }, { world, now }) => {
    const missing = mediaIn(body).find(({ id }) => !mediaOf(world, id, now()));
    if (missing)
      throw invalidParameter(`Param ${missing.place} must be the id of a file of this number, got ${missing.id}`);
  },
];

/** Why the content cannot be delivered. */
export const contentObstacles: readonly Obstacle[] = [
  ({ body }, { world, now }) => {
    for (const { place, kind, id } of mediaIn(body)) {
      const file = mediaOf(world, id, now());
      const limit = kinds.find((one) => one.kind === kind);
      if (!file || !limit) continue;
      // a document may be anything, also a picture
      if (kind !== "document" && !limit.types.some((known) => known === file.type))
        return mediaError(`The file of ${place} must be of a type for ${kind}, it is ${file.type}`);
      if (file.bytes.length > limit.maxSize)
        return mediaError(`The file of ${place} may have ${limit.maxSize} bytes, it has ${file.bytes.length}`);
    }
    return undefined;
  },
  (sending, { world }) => {
    if (sending.type !== "reaction" || sending.isGroup) return undefined;
    const details = reactionProblem(world, sending);
    return details === undefined ? undefined : { code: 131009, title: "Parameter value is not valid", details };
  },
];

function reactionProblem(world: World, { phoneNumberId, customer, to, body, time }: Sending): string | undefined {
  const { message_id = "" } = (body["reaction"] ?? {}) as { message_id?: string };
  const inbound = world.find("inbound_message", message_id);
  const sent = world.find("message", message_id);
  const node = inbound ?? sent;
  const isOfChat = inbound ? inbound.data["customer"] === customer?.id : sent?.data["to"] === to;
  if (!node || node.of !== phoneNumberId || !isOfChat) return `The chat has no message ${message_id}`;
  if (time - Number(node.data["time"]) > reactionLife) return `The message ${message_id} is older than 30 days`;
  const content = (inbound?.data["content"] ?? sent?.data["message"]) as Data;
  return content["type"] === "reaction" ? `The message ${message_id} is a reaction` : undefined;
}

function mediaError(details: string): MessageError {
  return { code: 131053, title: "Media upload error", details };
}
