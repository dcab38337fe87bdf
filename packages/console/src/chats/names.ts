import { nodeOf, nodesOf } from "../control/store.ts";

/** What a customer or a group is called. */
export function nameOf(customerId: string): string {
  const name = nodeOf("customer", customerId)?.data["name"] ?? nodeOf("group", customerId)?.data["subject"];
  if (name !== undefined) return String(name);
  return /^\d+$/.test(customerId) ? `+${customerId}` : customerId;
}

/** What the control routes know a customer by: the number, else the user id. */
export function routeIdOf(customerId: string): string {
  const { wa_id, user_id } = nodeOf("customer", customerId)?.data ?? {};
  return String(wa_id ?? user_id ?? customerId);
}

/** What a business number is called. */
export function numberNameOf(phoneNumberId: string): string {
  const { display_phone_number, verified_name } = nodeOf("phone_number", phoneNumberId)?.data ?? {};
  return String(verified_name ?? display_phone_number ?? phoneNumberId);
}

/** The node of the customer who has this number or user id. */
export function customerKnownAs(id: string): string | undefined {
  for (const { id: customerId, data } of nodesOf("customer").values())
    if (data["wa_id"] === id || data["user_id"] === id) return customerId;
  return undefined;
}

/** The customers who are in a group. */
export function membersOf(groupId: string): string[] {
  return [...nodesOf("group_participant").values()]
    .filter(({ of }) => of === groupId)
    .map(({ data }) => String(data["wa_id"] ?? data["user_id"]))
    .map((id) => customerKnownAs(id) ?? id);
}
