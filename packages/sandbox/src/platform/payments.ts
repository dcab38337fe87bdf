import { invalidParameter, unknownNode } from "../server/errors.ts";
import type { CheckedRequest } from "../server/validate.ts";
import { dataOf, idIn, type Kept } from "../world/kept.ts";
import { findLink, linkIn, putLink } from "../world/links.ts";
import type { Data, World } from "../world/world.ts";

const kind = "payment";
const number = "phone_number_id";
const linkLife = 3600; // seconds

/** Where to connect a payment gateway, for an hour. */
export function oauthLink(configuration: unknown, time: number): object {
  return {
    oauth_url: `https://www.facebook.com/payment/onboarding/init/?session=${encodeURIComponent(String(configuration))}`,
    expiration: time + linkLife,
  };
}

/** What an order is known by among those of its number. */
function keyOf(configuration: unknown, reference: unknown): string {
  return encodeURIComponent(JSON.stringify([configuration, reference]));
}

/** A payment: as it is kept, or that of an order which nobody has tried to pay. */
function paymentIn(
  world: World,
  request: CheckedRequest,
  configuration: unknown,
  reference: unknown,
): Data | undefined {
  const owner = idIn(request, number);
  const known = findLink(world, kind, owner, keyOf(configuration, reference));
  if (known) return known.data;
  const order = world.list("message", owner).findLast(({ data }) => {
    const { reference_id, payment_configuration, payment_settings } = parametersOf(data);
    const gateways = Array.isArray(payment_settings)
      ? payment_settings.map((one) => dataOf(dataOf(one)["payment_gateway"]))
      : [];
    const names = [payment_configuration, ...gateways.map(({ configuration_name }) => configuration_name)];
    return reference_id === reference && names.includes(configuration);
  });
  if (!order) return undefined;
  const { currency, total_amount } = parametersOf(order.data);
  const { value, offset } = dataOf(total_amount);
  return { reference_id: reference, status: "pending", currency, amount: { value, offset } };
}

/** What an order message says of the order. */
function parametersOf({ message }: Data): Data {
  return dataOf(dataOf(dataOf(dataOf(message)["interactive"])["action"])["parameters"]);
}

function listIn(value: unknown): Data[] {
  return Array.isArray(value) ? value.map(dataOf) : [];
}

/** Payments of customers in India, and money that is given back. */
export const paymentOperations: Readonly<Record<string, Kept>> = {
  getPayment: {
    handle: (world) => (request) => {
      const { payment_configuration, reference_id } = request.path;
      const payment = paymentIn(world, request, payment_configuration, reference_id);
      if (!payment) throw unknownNode("GET", String(reference_id));
      return { payments: [payment] };
    },
    seed: (world, { path, answers }) => {
      for (const payment of answers.flatMap((answer) => listIn(dataOf(answer)["payments"]))) {
        const { reference_id } = payment;
        putLink(world, kind, path[number] ?? "", keyOf(path["payment_configuration"], reference_id), payment);
      }
    },
  },
  refundPayment: {
    handle:
      (world, { now }) =>
      (request) => {
        const { reference_id, payment_config_id, amount, speed = "normal" } = request.body;
        const payment = paymentIn(world, request, payment_config_id, reference_id);
        if (!payment) throw unknownNode("POST", String(reference_id));
        const transactions = listIn(payment["transactions"]);
        const paid = transactions.findLast(({ status }) => status === "success");
        if (!paid) throw invalidParameter("Param reference_id must be an order that was paid: this one was not");
        const given = listIn(paid["refunds"]);
        const value = Number(dataOf(amount)["value"]);
        const total = Number(dataOf(payment["amount"])["value"]);
        const left = given.reduce((rest, refund) => rest - Number(dataOf(refund["amount"])["value"]), total);
        if (value > left)
          throw invalidParameter(`Param amount.value must not be more than ${left}, what is left of it`);
        const id = `rfnd_${world.newId()}`;
        const time = Math.floor(now() / 1000);
        const refund = {
          id,
          amount: { value, offset: 100 },
          speed_processed: speed,
          status: speed === "instant" ? "success" : "pending",
          created_timestamp: time,
          updated_timestamp: time,
        };
        putLink(world, kind, idIn(request, number), keyOf(payment_config_id, reference_id), {
          ...payment,
          transactions: transactions.map((one) => (one === paid ? { ...paid, refunds: [...given, refund] } : one)),
        });
        return { id, status: speed === "instant" ? "completed" : "pending", speed_processed: speed };
      },
  },
  generatePaymentOauthLink: {
    handle:
      (world, { now }) =>
      (request) => {
        const { data } = linkIn(world, request, "payment_configuration", "waba_id", "configuration_name");
        return oauthLink(data["configuration_name"], Math.floor(now() / 1000));
      },
  },
};
