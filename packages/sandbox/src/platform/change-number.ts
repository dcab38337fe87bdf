import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import { inboundValue } from "../webhooks/messages.ts";
import type { WorldNode } from "../world/world.ts";
import { numberOf } from "./business-number.ts";
import { contactOf, numbersOf, renumber } from "./customer-nodes.ts";
import { messageId } from "./message-id.ts";

type System = NonNullable<Schemas["SystemMessage"]["system"]>;

/**
 * Gives a customer another number, and another user id if one is given, and tells all business numbers of the chats.
 *
 * @throws TypeError if that is no number, or another customer has it
 */
export async function changeNumber(
  context: DomainContext,
  customer: WorldNode,
  phoneNumber: string,
  userId: string | undefined,
): Promise<readonly WebhookDelivery[]> {
  const { world, now } = context;
  const old = contactOf(customer);
  if (old.wa_id === undefined) throw new TypeError("Cannot change the number: the business does not know one");
  const after = contactOf(renumber(world, customer, phoneNumber, userId));
  const name = old.profile?.name;
  const told: [Schemas["Contact"], System][] = [
    [
      old,
      {
        type: "user_changed_number",
        body: `User ${name} changed from ${old.wa_id} to ${after.wa_id}`,
        ...(after.wa_id !== undefined && { wa_id: after.wa_id }),
      },
    ],
  ];
  if (userId !== undefined) {
    const previous = old.user_id !== undefined && { previous_user_id: old.user_id };
    const body = `User ${name} has another user id`;
    told.push([after, { type: "user_changed_user_id", body, user_id: userId, ...previous }]);
  }
  const known = numbersOf(world, customer);
  const numbers = known.length > 0 ? known : [context.phoneNumberId];
  const time = Math.floor(now() / 1000);
  const events = numbers.flatMap((phoneNumberId) => {
    const { wabaId, number } = numberOf(context, phoneNumberId);
    return told.map(([contact, system]) => {
      const id = messageId(world.newId());
      const content = { type: "system" as const, system };
      const data = { id, from: contact.wa_id ?? contact.user_id, customer: customer.id, content, time, isRead: false };
      world.put("inbound_message", phoneNumberId, data, id);
      return {
        wabaId,
        phoneNumberId,
        field: "messages",
        value: inboundValue({ id, time, number, contact }, content),
      };
    });
  });
  return (await Promise.all(events.map((event) => context.emit(event)))).flat();
}
