import type { DomainContext } from "../domain.ts";
import { numberMetadata } from "../webhooks/number-metadata.ts";
import { ownerOf, type WorldNode } from "../world/world.ts";
import { numberOf } from "./business-number.ts";

/** Tells the apps of a group's number what became of the group. */
export function tellOfGroup(context: DomainContext, group: WorldNode, field: string, event: object): void {
  const phoneNumberId = ownerOf(group);
  const { wabaId, number } = numberOf(context, phoneNumberId);
  const timestamp = String(Math.floor(context.now() / 1000));
  const value = {
    messaging_product: "whatsapp",
    metadata: numberMetadata(number),
    groups: [{ timestamp, group_id: group.id, ...event }],
  };
  void context.emit({ wabaId, phoneNumberId, field, value });
}
