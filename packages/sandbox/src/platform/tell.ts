import type { Schemas } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { WebhookDelivery } from "../webhooks/delivery-log.ts";
import type { WebhookField } from "../webhooks/webhook-fields.ts";
import { ownerOf, type WorldNode } from "../world/world.ts";

export type ValueOf<Field> = Extract<Schemas["Change"], { field: Field }>["value"];

export type Deliveries = Promise<readonly WebhookDelivery[]>;

/** A number as most webhooks about accounts name it: as digits. */
export function shownNumber({ data }: WorldNode): { display_phone_number: string } {
  return { display_phone_number: String(data["display_phone_number"] ?? "").replaceAll(/\D/g, "") };
}

/** Tells the apps of an account, or of a business, what happened, with the time as the platform does for these fields. */
export function tell<Field extends WebhookField>(
  { emit, now }: DomainContext,
  wabaId: string,
  field: Field,
  value: ValueOf<Field>,
): Deliveries {
  return emit({ wabaId, field, value, time: Math.floor(now() / 1000) });
}

/** Tells the apps of a number's account what happened to the number. */
export function tellOfNumber<
  Field extends "security" | "phone_number_name_update" | "phone_number_quality_update" | "business_username_updates",
>(context: DomainContext, number: WorldNode, field: Field, value: Omit<ValueOf<Field>, "display_phone_number">) {
  // each of these values names the number
  return tell(context, ownerOf(number), field, { ...shownNumber(number), ...value } as ValueOf<Field>);
}
