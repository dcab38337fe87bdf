import type { DomainContext } from "../domain.ts";
import type { WorldNode } from "../world/world.ts";
import { numberOf } from "./business-number.ts";
import { type Call, type CallResult, answerCall, declineCall, hangUp, ringBusiness } from "./calls.ts";
import { chatOf, contactOf, isBlockedBy, isCustomer } from "./customer-nodes.ts";

/** A call as the person at its other end sees it. Times are in seconds since 1970. */
export type CustomerCall = Omit<Call, "biz_opaque_callback_data" | "contact">;

export interface CallOptions {
  /** Business number that is called. @default the one that wrote last, else the seed's */
  phoneNumberId?: string;
  /** What the call button that is pressed was sent with. @default no button is pressed */
  payload?: string;
}

/** What a customer does on the phone. Promises settle when the webhooks were answered or given up. */
export interface CustomerCalls {
  /**
   * Calls a business number, which has a minute to take it.
   *
   * @throws TypeError if there is no such number, it has calling off, or one of the two blocked the other
   */
  call(options?: CallOptions): Promise<CallResult>;
  /**
   * Takes a call of a business.
   *
   * @throws TypeError unless it rings at this customer
   */
  answer(call: { id: string }): Promise<CallResult>;
  /**
   * Does not take a call of a business.
   *
   * @throws TypeError unless it rings at this customer
   */
  decline(call: { id: string }): Promise<CallResult>;
  /**
   * Ends a call, whoever made it.
   *
   * @throws TypeError if the customer has no such call, or it has ended
   */
  hangUp(call: { id: string }): Promise<CallResult>;
  /** The calls with businesses, oldest first, also those that ended. */
  calls(): CustomerCall[];
}

export function createCustomerCalls(
  context: DomainContext,
  me: () => WorldNode,
  numberFor: (phoneNumberId: string | undefined) => string,
): CustomerCalls {
  const { world } = context;

  function ownCalls(): Call[] {
    const customer = me();
    const own: Call[] = [];
    for (const { data } of world.each("call")) {
      const { contact } = data as unknown as Call; // put by `beginCall`
      if (isCustomer(customer, contact)) own.push(data as unknown as Call);
    }
    return own;
  }

  function ownCall(id: string, action: string): string {
    if (ownCalls().some((call) => call.id === id)) return id;
    throw new TypeError(`Cannot ${action} ${id}: the customer has no such call`);
  }

  return {
    async call({ phoneNumberId: wanted, payload } = {}) {
      const customer = me();
      const phoneNumberId = numberFor(wanted);
      const refuse = (why: string) => new TypeError(`Cannot call ${phoneNumberId}: ${why}`);
      if (numberOf(context, phoneNumberId).wabaId === "") throw refuse("there is no such business number");
      if (customer.data["hasLeft"] === true) throw refuse("the customer has left WhatsApp");
      if (chatOf(world, phoneNumberId, customer).isBlocked) throw refuse("the customer blocked it");
      if (isBlockedBy(world, phoneNumberId, customer)) throw refuse("it blocked the customer");
      const button = payload !== undefined && { cta_payload: payload };
      return ringBusiness(context, { phoneNumberId, contact: contactOf(customer), ...button });
    },
    answer: async ({ id }) => answerCall(context, ownCall(id, "answer")),
    decline: async ({ id }) => declineCall(context, ownCall(id, "decline")),
    hangUp: async ({ id }) => hangUp(context, ownCall(id, "hang up")),
    calls: () => ownCalls().map(({ contact: _contact, biz_opaque_callback_data: _data, ...call }) => call),
  };
}
