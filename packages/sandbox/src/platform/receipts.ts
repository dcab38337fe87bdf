import type { DomainContext } from "../domain.ts";
import { invalidParameter, unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { changeChat } from "./customer-nodes.ts";

const typingLife = 25_000; // ms

/**
 * Shows a customer that a message of theirs and all before it were read, and on request that the answer is being
 * written.
 *
 * @throws GraphFailure if the number got no such message
 */
export function takeReceipt(context: DomainContext, { path, body }: CheckedRequest): object {
  const { world, now } = context;
  const phoneNumberId = String(path["phone_number_id"]);
  const id = String(body["message_id"]);
  const message = world.find("inbound_message", id);
  if (!message && world.find("message", id)?.of === phoneNumberId)
    throw invalidParameter("Param message_id must be the id of a message of a customer, it is one of the business");
  if (message?.of !== phoneNumberId) throw unknownNode("POST", id);
  const { time, customer } = message.data;
  for (const other of world.list("inbound_message", phoneNumberId)) {
    const isBefore = other.data["customer"] === customer && Number(other.data["time"]) <= Number(time);
    if (isBefore && other.data["isRead"] !== true) world.change(other, { isRead: true });
  }
  const node = world.find("customer", String(customer));
  if (node && body["typing_indicator"] !== undefined)
    changeChat(world, phoneNumberId, node, { typingUntil: now() + typingLife });
  context.changed();
  return { success: true };
}
