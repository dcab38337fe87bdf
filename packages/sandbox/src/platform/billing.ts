import { unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { change, changePart, dataOf, itemsOf, type Kept, list, nodeIn, read, readPart } from "../world/kept.ts";
import { findLink, linkIn, listLinks, link, putLink, unlink } from "../world/links.ts";
import { ownerOf, type Data, type World } from "../world/world.ts";
import { paymentChanged, told } from "./told.ts";
import { oauthLink } from "./payments.ts";

const account = "waba_id";
const business = "business_id";
const line = "credit_line_id";
const allocation = "allocation_config";

/** What is shared of a credit line with a business: as before if it has a share already. */
function share(world: World, { path }: CheckedRequest, receiver: string): Data {
  const owner = path[line] ?? "";
  const known = world.list(allocation, owner).find(({ data }) => {
    return dataOf(data["receiving_business"])["id"] === receiver && data["request_status"] !== "DELETED";
  });
  if (known) return known.data;
  const id = world.newId();
  const { name } = world.find("business", receiver)?.data ?? {};
  const receiving_credential = { id: world.newId() };
  const data = { id, receiving_business: { id: receiver, name }, receiving_credential };
  return world.put(allocation, owner, data, id).data;
}

/** Lets an account pay by a credit line, which is shared with the account's business. */
function attach(world: World, request: CheckedRequest) {
  const waba_id = String(request.query["waba_id"]);
  const node = world.find("waba", waba_id);
  if (!node) throw unknownNode("POST", waba_id);
  const { id, receiving_credential } = share(world, request, ownerOf(node));
  world.change(node, {
    primary_funding_id: dataOf(receiving_credential)["id"],
    currency: request.query["waba_currency"],
  });
  return { success: true, waba_id, allocation_config_id: id };
}

const configuration = "payment_configuration";
const estimate = "reach_estimate"; // one for all accounts, the example
const byName = ({ configuration_name }: Data) => configuration_name;
const code = (value: unknown) => (value === undefined ? undefined : { code: value, description: "" });

/** Credit lines, payments of customers, and agreements on prices. */
export const billingOperations: Readonly<Record<string, Kept>> = {
  getCreditAllocation: {
    ...read(allocation),
    seed: (world, example) => {
      const answers = example.answers.filter((answer) => dataOf(answer)["request_status"] !== "DELETED");
      read(allocation).seed?.(world, { ...example, answers });
    },
  },
  listCreditAllocations: list(allocation, line, {
    where: ({ receiving_business }, { query }) =>
      query["receiving_business_id"] === undefined ||
      query["receiving_business_id"] === dataOf(receiving_business)["id"],
  }),
  revokeCreditAllocation: change(allocation, `${allocation}_id`, { with: () => ({ request_status: "DELETED" }) }),
  shareCreditLine: {
    handle: (world) => (request) => ({
      success: true,
      allocation_config_id: share(world, request, String(request.query["receiving_business_id"]))["id"],
    }),
  },
  attachCreditLine: { handle: (world) => (request) => attach(world, request) },
  shareAndAttachCreditLine: { handle: (world) => (request) => attach(world, request) },

  listPaymentConfigurations: listLinks(configuration, account, {
    key: byName,
    wrap: (items) => [{ payment_configurations: items }],
    items: (answer) =>
      itemsOf(answer).flatMap(({ payment_configurations: items }) => (Array.isArray(items) ? items.map(dataOf) : [])),
  }),
  getPaymentConfiguration: {
    handle: (world) => (request) => [linkIn(world, request, configuration, account, "configuration_name").data],
    seed: listLinks(configuration, account, { key: byName }).seed,
  },
  createPaymentConfiguration: told(
    link(configuration, account, "configuration_name", {
      data: ({ body }, _, now) => {
        const { merchant_category_code, purpose_code, redirect_url: __, ...content } = body;
        const time = Math.floor(now() / 1000);
        return {
          ...content,
          merchant_category_code: code(merchant_category_code),
          purpose_code: code(purpose_code),
          status: content["provider_name"] === "upi_vpa" ? "Active" : "Needs_Connecting",
          created_timestamp: time,
          updated_timestamp: time,
        };
      },
      answer: ({ status, created_timestamp, configuration_name }) => ({
        success: true,
        ...(status === "Needs_Connecting" && oauthLink(configuration_name, Number(created_timestamp))),
      }),
    }),
    paymentChanged,
  ),
  updatePaymentConfiguration: told(
    {
      handle:
        (world, { now }) =>
        (request) => {
          const node = linkIn(world, request, configuration, account, "configuration_name");
          world.change(node, { ...request.body, updated_timestamp: Math.floor(now() / 1000) });
          return { success: true };
        },
    },
    paymentChanged,
  ),
  deletePaymentConfiguration: unlink(configuration, account, "configuration_name"),

  getMaxPriceAgreement: {
    handle: (world) => (request) => world.find("max_price_agreement", request.path[business] ?? "")?.data ?? none,
    seed: readPart("max_price_agreement", business).seed,
  },
  estimateReach: {
    handle: (world) => (request) => {
      const { currency } = nodeIn(world, request, "waba", account).data;
      return { waba_currency: currency, estimates: world.find(estimate, estimate)?.data["estimates"] ?? [] };
    },
    seed: (world, { answer }) => void world.put(estimate, undefined, dataOf(answer), estimate),
  },
  requestMaxPriceAgreement: changePart("max_price_agreement", business, {
    with: () => ({ status: "pending" }),
    answer: (_, { body }) => ({
      ...body,
      status: "pending",
      message: `Agreement email sent to ${String(body["signer_email"])}`,
    }),
  }),
  listMaxPriceEndBusinesses: listLinks("max_price_end_business", business, {
    key: ({ end_business_id }) => end_business_id,
  }),
  enrollMaxPriceEndBusinesses: {
    handle:
      (world, { now }) =>
      (request) => ({
        results: endBusinessesIn(request).map((id) => {
          const { name = null } = world.find("business", id)?.data ?? {};
          putLink(world, "max_price_end_business", request.path[business] ?? "", id, {
            end_business_id: id,
            end_business_name: name,
            enrolled_time: Math.floor(now() / 1000),
          });
          return { end_business_id: id, status: "enrolled" };
        }),
      }),
  },
  removeMaxPriceEndBusinesses: {
    handle: (world) => (request) => ({
      results: endBusinessesIn(request).map((id) => {
        const node = findLink(world, "max_price_end_business", request.path[business] ?? "", id);
        if (node) world.remove(node);
        return { end_business_id: id, status: node ? "removed" : "not_found" };
      }),
    }),
  },
};

const none = { status: "none" };

function endBusinessesIn({ body }: CheckedRequest): string[] {
  return (body["end_business_ids"] as unknown[]).map(String);
}
