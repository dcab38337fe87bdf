import { nodeOf } from "../control/store.ts";
import type { ChatActions, Flow } from "./chat-actions.ts";
import type { ChatMessage } from "./chat-message.ts";
import { products as known } from "./known.ts";
import { nameOf } from "./names.ts";
import { orderedProduct } from "./order.ts";
import { act, actOn, type ChatAddress, send } from "./send.ts";

/** What opens above the chat. */
export interface Openers {
  openFlow(flow: Flow): void;
  openLocation(): void;
}

/** What a customer can do with a message of a chat. */
export function actionsFor(
  to: ChatAddress,
  { id }: Pick<ChatMessage, "id">,
  attempt: (action: Promise<void>) => void,
  { openFlow, openLocation }: Openers,
): ChatActions {
  const answer = (content: { type: string; [name: string]: unknown }) =>
    attempt(send(to, content, { context: { id } }));
  return {
    openFlow,
    press: (reply) => answer({ ...reply }),
    pressQuickReply: ({ text, payload }) => answer({ type: "button", text, payload }),
    sendLocation: openLocation,
    sendAddress: (values) => answer({ type: "address_reply", response: { values } }),
    shareNumber: () => {
      const { wa_id } = nodeOf("customer", to.customerId)?.data ?? {};
      const name = { formatted_name: nameOf(to.customerId) };
      const phones = [{ phone: `+${wa_id ?? "15550100000"}`, type: "CELL" }];
      answer({ type: "contacts", contacts: [{ name, phones, origin: "contact_request" }] });
    },
    order: (catalog_id, chosen) =>
      answer({
        type: "order",
        ...(catalog_id !== "" && { catalog_id }),
        product_items: chosen.map((one) => orderedProduct(one.id, one.quantity, known.value.get(one.id))),
      }),
    allowCalls: (isAllowed) => answer({ type: "call_permission_reply", response: isAllowed ? "accept" : "reject" }),
    call: (payload) => attempt(act(to, "call", payload === undefined ? {} : { payload })),
    pay: (reference_id) => answer({ type: "payment_method", payment_method: "offsite_card_pay", reference_id }),
    play: () => attempt(actOn(to, id, "play")),
  };
}
