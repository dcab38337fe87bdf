import { invalidParameter } from "../../server/errors.ts";
import type { Data, World } from "../../world/world.ts";
import { kinds } from "../../generated/media-types.ts";
import { mediaOf } from "../media.ts";
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
  ({ type, body }, { world, now }) => {
    const id = mediaIdIn(type, body);
    if (id !== undefined && !mediaOf(world, id, now()))
      throw invalidParameter(`Param ${type}.id must be the id of a file of this number, got ${id}`);
  },
  ({ isMarketing, template }) => {
    if (isMarketing && template && template.category !== "marketing")
      throw refusal(
        134100,
        "Only marketing messages are sent here",
        `The category of the template is ${template.category}: send it over /messages`,
      );
  },
];

/** Why the content cannot be delivered. */
export const contentObstacles: readonly Obstacle[] = [
  ({ type, body }, { world, now }) => {
    const id = mediaIdIn(type, body);
    const file = id === undefined ? undefined : mediaOf(world, id, now());
    if (!file) return undefined;
    const limit = kinds.find(({ kind }) => kind === type);
    // a document may be anything, also a picture
    if (limit && type !== "document" && !limit.types.some((known) => known === file.type))
      return mediaError(`A message of the type ${type} cannot have a file of the type ${file.type}`);
    if (limit && file.bytes.length > limit.maxSize)
      return mediaError(`A message of the type ${type} may have ${limit.maxSize} bytes, it has ${file.bytes.length}`);
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

function mediaIdIn(type: string, body: Data): string | undefined {
  const { id } = (body[type] ?? {}) as { id?: unknown };
  return kinds.some(({ kind }) => kind === type) && id !== undefined ? String(id) : undefined;
}

function mediaError(details: string): MessageError {
  return { code: 131053, title: "Media upload error", details };
}
