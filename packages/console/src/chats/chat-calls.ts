import { nodeOf, nodesOf } from "../control/store.ts";
import type { ChatAddress } from "./send.ts";
import type { ChatCall } from "./timeline.ts";

/** The calls between a customer and a business number, oldest first. */
export function callsOf({ phoneNumberId, customerId }: ChatAddress): ChatCall[] {
  const { wa_id = customerId, user_id } = nodeOf("customer", customerId)?.data ?? {};
  return [...nodesOf("call").values()]
    .map(({ data }) => data as unknown as ChatCall) // as the sandbox keeps it
    .filter(
      ({ phoneNumberId: number, contact, time }) =>
        time > 0 && // the example of the documents never was
        number === phoneNumberId &&
        ((contact.wa_id !== undefined && contact.wa_id === wa_id) ||
          (contact.user_id !== undefined && contact.user_id === user_id)),
    );
}
