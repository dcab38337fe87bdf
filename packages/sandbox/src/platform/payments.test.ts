import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox({
  now: () => Date.parse("2026-11-07T09:00:00Z"),
  rules: { customerServiceWindow: false },
});
const number = "/108110225544001";
const paid = { reference_id: "order-8841", payment_config_id: "harbour-main" };

function refund(value: string, more: object = {}) {
  return call("POST", `${number}/payments_refund`, {
    body: { ...paid, amount: { currency: "INR", value, offset: "100" }, ...more },
  });
}

async function paymentOf(reference: string, configuration = "harbour-main") {
  return call("GET", `${number}/payments/${configuration}/${reference}`);
}

test("a payment is given back in parts, and not more than was paid", async () => {
  const first = (await refund("5000")).body;
  const second = (await refund("47500", { speed: "instant" })).body;
  expect(first).toMatchObject({ status: "pending", speed_processed: "normal" });
  expect(second).toMatchObject({ status: "completed", speed_processed: "instant" });
  expect(await refund("1")).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  const { payments } = (await paymentOf("order-8841")).body as {
    payments: { transactions: { refunds: object[] }[] }[];
  };
  expect(payments[0]?.transactions[0]?.refunds).toMatchObject([
    { id: first["id"], amount: { value: 5000, offset: 100 }, status: "pending" },
    { id: second["id"], amount: { value: 47_500, offset: 100 }, status: "success" },
  ]);
});

test("an order that was sent is pending, and cannot be given back", async () => {
  const order = {
    type: "order_details",
    body: { text: "Your beans" },
    action: {
      name: "review_and_pay",
      parameters: {
        reference_id: "order-1",
        type: "physical-goods",
        currency: "INR",
        total_amount: { value: 52_500, offset: 100 },
        payment_settings: [
          { type: "payment_gateway", payment_gateway: { type: "razorpay", configuration_name: "harbour-main" } },
        ],
        order: {
          status: "pending",
          items: [{ retailer_id: "beans", name: "Beans", amount: { value: 52_500, offset: 100 }, quantity: 1 }],
          subtotal: { value: 52_500, offset: 100 },
          tax: { value: 0, offset: 100 },
        },
      },
    },
  };
  const body = { messaging_product: "whatsapp", to: "15550123456", type: "interactive", interactive: order };
  expect((await call("POST", `${number}/messages`, { body })).status).toBe(200);
  expect((await paymentOf("order-1")).body["payments"]).toEqual([
    { reference_id: "order-1", status: "pending", currency: "INR", amount: { value: 52_500, offset: 100 } },
  ]);
  const answer = await refund("100", { reference_id: "order-1" });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  expect(sandbox.sent).toHaveLength(1);
});

test.each([
  ["order-none", "harbour-main"],
  ["order-8841", "another"],
])("there is no payment %s of %s", async (reference, configuration) => {
  const unknown = { status: 400, body: { error: { code: 100, error_subcode: 33 } } };
  expect(await paymentOf(reference, configuration)).toMatchObject(unknown);
  expect(await refund("1", { reference_id: reference, payment_config_id: configuration })).toMatchObject(unknown);
});

test("a gateway is connected anew by a link for an hour, if there is such a configuration", async () => {
  const path = "/102290129340398/generate_payment_configuration_oauth_link";
  const link = await call("POST", path, { body: { configuration_name: "harbour-main" } });
  expect(link.body).toEqual({
    oauth_url: expect.stringContaining("harbour-main"),
    expiration: Date.parse("2026-11-07T10:00:00Z") / 1000,
  });
  const answer = await call("POST", path, { body: { configuration_name: "none" } });
  expect(answer).toMatchObject({ status: 400, body: { error: { error_subcode: 33 } } });
});
