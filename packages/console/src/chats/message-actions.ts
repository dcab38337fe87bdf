import type { ChatActions } from "./chat-actions.ts";
import type { ChatMessage } from "./chat-message.ts";
import { act, type ChatAddress, send } from "./send.ts";

/** A flow that a message opens. */
export type Flow = Parameters<ChatActions["openFlow"]>[0];

/** What a customer can do with a message of a chat. */
export function actionsFor(
  to: ChatAddress,
  { id }: Pick<ChatMessage, "id">,
  attempt: (action: Promise<void>) => void,
  openFlow: (flow: Flow) => void,
): ChatActions {
  const answer = (content: { type: string; [name: string]: unknown }) =>
    attempt(send(to, content, { context: { id } }));
  return {
    openFlow,
    press: (reply) => answer({ ...reply }),
    pressQuickReply: ({ text, payload }) => answer({ type: "button", text, payload }),
    sendLocation: () =>
      answer({ type: "location", latitude: 52.52, longitude: 13.405, name: "Alexanderplatz", address: "Berlin" }),
    sendAddress: () =>
      answer({
        type: "address_reply",
        response: { values: { name: "Ada", address: "12 Lantern Street", city: "Singapore", in_pin_code: "018956" } },
      }),
    shareNumber: () =>
      answer({ type: "contacts", contacts: [{ name: { formatted_name: "Ada" }, phones: [{ phone: to.customerId }] }] }),
    order: (catalog_id, products) =>
      answer({
        type: "order",
        catalog_id,
        product_items: products.map(({ id: product_retailer_id, quantity }) => ({ product_retailer_id, quantity })),
      }),
    allowCalls: (isAllowed) => answer({ type: "call_permission_reply", response: isAllowed ? "accept" : "reject" }),
    call: (payload) => attempt(act(to, "call", { payload })),
    pay: (reference_id) => answer({ type: "payment_method", payment_method: "card", reference_id }),
  };
}
