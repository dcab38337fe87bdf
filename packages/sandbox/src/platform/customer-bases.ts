import { create, dataOf, idIn, type Kept, list, nodeIn, readPart } from "../world/kept.ts";

const account = "waba_id";
const business = "business_id";

const customerBases = list("customer_base", business);

/** Customer bases of a business, and the one that an account adds people to. */
export const customerBaseOperations: Readonly<Record<string, Kept>> = {
  getDefaultMessagingCustomerBase: readPart("default_customer_base", account),
  setDefaultMessagingCustomerBase: {
    handle: (world) => (request) => {
      const id = idIn(request, account);
      const base = nodeIn(world, request, "customer_base", "messaging_customer_base_id");
      const data = { default_messaging_customer_base_id: base.id };
      world.put("default_customer_base", id, data, id);
      return data;
    },
  },

  listMessagingCustomerBases: {
    handle: (world, context) => (request) => ({
      messaging_customer_bases: customerBases.handle(world, context)(request),
    }),
    seed: (world, { path, answer }) => {
      const page = { data: dataOf(answer)["messaging_customer_bases"] };
      customerBases.seed?.(world, { path, answer: page, answers: [page] });
    },
  },
  createMessagingCustomerBase: create("customer_base", business, {
    with: ({ body }) => ({ name: body["messaging_customer_base_name"] }),
    answer: ({ id }) => ({ messaging_customer_base_id: id }),
  }),
};
