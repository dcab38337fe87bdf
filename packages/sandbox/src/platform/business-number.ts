import type { DomainContext } from "../domain.ts";
import { ownerOf } from "../world/world.ts";

/** The account of a business number, empty if there is no such number, and how webhooks name the number. */
export function numberOf({ world }: Pick<DomainContext, "world">, phoneNumberId: string) {
  const node = world.find("phone_number", phoneNumberId);
  return {
    wabaId: ownerOf(node),
    number: {
      display_phone_number: String(node?.data["display_phone_number"] ?? ""),
      phone_number_id: phoneNumberId,
    },
  };
}
