import { nodeOf } from "../control/store.ts";

/** What a customer is called. */
export function nameOf(customerId: string): string {
  return String(nodeOf("customer", customerId)?.data["name"] ?? customerId);
}

/** What the control routes know a customer by: the number, else the user id. */
export function routeIdOf(customerId: string): string {
  const { wa_id, user_id } = nodeOf("customer", customerId)?.data ?? {};
  return String(wa_id ?? user_id ?? customerId);
}
