import { expectTypeOf, describe, test } from "vitest";
import {
  createPaymentConfiguration,
  createPaymentsClient,
  deletePaymentConfiguration,
  generatePaymentOauthLink,
  getPayment,
  listPaymentConfigurations,
  refundPayment,
  updatePaymentConfiguration,
} from "./index.ts";

const client = createPaymentsClient({
  auth: "EAAB",
  ids: { waba_id: "102290129340398", phone_number_id: "108110225544001" },
});

describe("a refund", () => {
  const order = { reference_id: "order-8841", payment_config_id: "harbour-main" };
  const amount = { currency: "INR", value: "5000", offset: "100" } as const;

  test("has its amount as text", () => {
    refundPayment(client, { ...order, amount });
    refundPayment(client, { ...order, amount, speed: "instant" });
    // @ts-expect-error: a number, as everywhere else
    refundPayment(client, { ...order, amount: { ...amount, value: 5000 } });
    // @ts-expect-error: an offset that is a number
    refundPayment(client, { ...order, amount: { ...amount, offset: 100 } });
    // @ts-expect-error: the amount of a payment as it was read
    refundPayment(client, { ...order, amount: { value: 5000, offset: 100 } });
    // @ts-expect-error: an offset that does not exist
    refundPayment(client, { ...order, amount: { ...amount, offset: "1000" } });
    // @ts-expect-error: no currency
    refundPayment(client, { ...order, amount: { value: "5000", offset: "100" } });
    // @ts-expect-error: a currency of Brazil
    refundPayment(client, { ...order, amount: { ...amount, currency: "BRL" } });
    // @ts-expect-error: a bare amount
    refundPayment(client, { ...order, amount: "5000" });
  });

  test("names the order and the payment configuration, by its own word for that", () => {
    // @ts-expect-error: no payment configuration
    refundPayment(client, { reference_id: "order-8841", amount });
    // @ts-expect-error: its name in orders
    refundPayment(client, { reference_id: "order-8841", configuration_name: "harbour-main", amount });
    // @ts-expect-error: no order
    refundPayment(client, { payment_config_id: "harbour-main", amount });
  });

  test("has a speed that exists", () => {
    // @ts-expect-error: that of Razorpay
    refundPayment(client, { ...order, amount, speed: "optimum" });
  });

  test("is answered with a status that may be a new one", async () => {
    const { status } = await refundPayment(client, { ...order, amount });
    expectTypeOf(status).toEqualTypeOf<"completed" | "failed" | "pending" | (string & {})>();
  });
});

describe("a payment", () => {
  test("is looked up by both names of the order", () => {
    getPayment(client, { payment_configuration: "harbour-main", reference_id: "order-8841" });
    // @ts-expect-error: no payment configuration
    getPayment(client, { reference_id: "order-8841" });
    // @ts-expect-error: its name in refunds
    getPayment(client, { payment_config_id: "harbour-main", reference_id: "order-8841" });
  });

  test("has amounts in numbers, and attempts only once there is one", async () => {
    const { payments } = await getPayment(client, {
      payment_configuration: "harbour-main",
      reference_id: "order-8841",
    });
    for (const { amount, transactions } of payments) {
      expectTypeOf(amount.value).toEqualTypeOf<number>();
      // @ts-expect-error: nobody may have tried yet
      void transactions.length;
      expectTypeOf(transactions?.[0]?.refunds?.[0]?.amount?.value).toEqualTypeOf<number | undefined>();
    }
  });
});

describe("a payment configuration", () => {
  test("is of a gateway or of UPI", () => {
    createPaymentConfiguration(client, { configuration_name: "harbour-main", provider_name: "razorpay" });
    createPaymentConfiguration(client, {
      configuration_name: "harbour-pier",
      provider_name: "upi_vpa",
      merchant_vpa: "harbourcoffee@upi",
    });
    // @ts-expect-error: spelled as Meta's examples read it
    createPaymentConfiguration(client, { configuration_name: "harbour-main", provider_name: "RazorPay" });
    // @ts-expect-error: what orders call it
    createPaymentConfiguration(client, { configuration_name: "harbour-pier", provider_name: "upi" });
    // @ts-expect-error: of nothing
    createPaymentConfiguration(client, { configuration_name: "harbour-main" });
    const gateway = { configuration_name: "harbour-main", provider_name: "payu" } as const;
    // @ts-expect-error: a code that is a number
    createPaymentConfiguration(client, { ...gateway, merchant_category_code: 5499 });
  });

  test("is removed by a DELETE whose body has the name", () => {
    const params = { path: { waba_id: "102290129340398" } };
    deletePaymentConfiguration(client, { configuration_name: "harbour-pier" });
    client.DELETE("/{waba_id}/payment_configuration", { params, body: { configuration_name: "harbour-pier" } });
    // @ts-expect-error: no name
    deletePaymentConfiguration(client);
    // @ts-expect-error: no body
    client.DELETE("/{waba_id}/payment_configuration", { params });
    const query = { configuration_name: "harbour-pier" };
    // @ts-expect-error: in the query
    client.DELETE("/{waba_id}/payment_configuration", { params: { ...params, query } });
    const named = { path: { waba_id: "102290129340398", configuration_name: "harbour-pier" } };
    // @ts-expect-error: in the path
    client.DELETE("/{waba_id}/payment_configuration/{configuration_name}", { params: named });
  });

  test("has an endpoint with underscores", () => {
    const configuration_name = "harbour-main";
    const url = "https://flows.harbourcoffee.example/checkout";
    updatePaymentConfiguration(client, { configuration_name, data_endpoint_url: url });
    // @ts-expect-error: with hyphens, as Meta's table spells it
    updatePaymentConfiguration(client, { configuration_name, "data-endpoint-url": url });
  });

  test("has a link that may be missing, and lies inside of the one item of the list", async () => {
    const { oauth_url } = await generatePaymentOauthLink(client, { configuration_name: "harbour-main" });
    expectTypeOf(oauth_url).toEqualTypeOf<string | undefined>();
    const { data } = await listPaymentConfigurations(client);
    expectTypeOf(data[0]?.payment_configurations?.[0]?.configuration_name).toEqualTypeOf<string | undefined>();
    // @ts-expect-error: the item is not the configuration itself
    void data[0]?.configuration_name;
  });
});
