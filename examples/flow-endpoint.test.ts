import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFlow, createWhatsAppClient, publishFlow, sendMessage } from "openwaba";
import { expect, onTestFinished, test } from "vitest";
import { customerNumber, runExample, startPlatform } from "./run-example.test-support.ts";

const seats = join(import.meta.dirname, "files/seats.flow.json");

/** The example, and a published flow that it is the endpoint of. */
async function start() {
  const { environment, webhook, sandbox, customer } = await startPlatform();
  const folder = await mkdtemp(join(tmpdir(), "example-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const keyFile = join(folder, "flow.private.pem");
  const settings = { ...environment, FLOW_PRIVATE_KEY: keyFile, FLOW_PASSPHRASE: "quiet-lantern-harbour" };
  const run = async () => {
    const example = runExample("flow-endpoint.ts", settings);
    await example.printed("Waiting for flows");
    return example;
  };
  const example = await run();
  const client = createWhatsAppClient({
    auth: environment.WHATSAPP_ACCESS_TOKEN,
    baseUrl: environment.WHATSAPP_BASE_URL,
    ids: {
      phone_number_id: environment.WHATSAPP_PHONE_NUMBER_ID,
      waba_id: environment.WHATSAPP_BUSINESS_ACCOUNT_ID,
    },
  });
  const { id } = await createFlow(client, {
    name: "seats",
    categories: ["APPOINTMENT_BOOKING"],
    flow_json: await readFile(seats, "utf8"),
    endpoint_uri: webhook.url,
  });
  await publishFlow(client, { flow_id: id }); // asks the endpoint whether it is there

  async function open(flow_token: string) {
    await customer.text("Is there a tasting?");
    await sendMessage(client, {
      to: customerNumber,
      type: "interactive",
      interactive: {
        type: "flow",
        body: { text: "Book your seats" },
        action: {
          name: "flow",
          parameters: {
            flow_message_version: "3",
            flow_id: id,
            flow_token,
            flow_cta: "Book",
            flow_action: "data_exchange",
          },
        },
      },
    });
    const message = customer.received().at(-1);
    return customer.openFlow(message ?? { id: "" });
  }
  return { example, run, open, sandbox, id, keyFile, url: webhook.url };
}

test("seats are booked in a flow, and no more than are left", async () => {
  const { example, open } = await start();
  const flow = await open("9d4e2b53-6f0e-4cf9-8a57-b1c1b6d2f9f0");
  const days = [
    { id: "2026-12-12", title: "2026-12-12, 4 seats" },
    { id: "2026-12-19", title: "2026-12-19, 2 seats" },
  ];
  expect([flow.screen, flow.data]).toEqual(["DAY", { days }]);
  for (const number of ["3", "0", "-1", "1e0", "", "many"]) {
    await flow.exchange({ day: "2026-12-19", seats: number });
    expect([flow.screen, flow.message]).toEqual(["DAY", "So many seats are not left"]);
  }
  const other = await open("e36f8f0e-2a0b-4a44-8d8e-6a7f5b0c1d2e");
  const choice = { day: "2026-12-19", seats: "2" };
  for (const one of [flow, other]) {
    await one.exchange(choice);
    expect([one.screen, one.data]).toEqual(["CONFIRM", { summary: "2 seats on 2026-12-19", ...choice }]);
  }
  await flow.exchange(choice);
  expect(flow.reply).toBeDefined();
  expect(example.output()).toContain("← 2 seats on 2026-12-19");
  await other.exchange(choice);
  expect([other.screen, other.message]).toEqual(["CONFIRM", "They are gone"]);
  await expect(open("9d4e2b53-6f0e-4cf9-8a57-b1c1b6d2f9f0")).rejects.toThrow(
    "Your seats are booked. Write to us to change them.",
  );
});

test("others get nothing, and the key is the same after a restart", async () => {
  const { example, run, sandbox, id, keyFile, url } = await start();
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
  expect((await fetch(url, { method: "POST", headers, body: "{}" })).status).toBe(432);
  const key = await readFile(keyFile, "utf8");
  expect(key).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  example.stop();
  await example.ended;
  const again = await run();
  expect(again.output()).not.toContain("The public key is set");
  expect(await readFile(keyFile, "utf8")).toBe(key);
  expect(await sandbox.flows.ping(id)).toMatchObject({ status: 200, answer: { data: { status: "active" } } });
});

test("without a passphrase it says what it needs", async () => {
  const { code, output } = await runExample("flow-endpoint.ts").ended;
  expect(code).toBe(2);
  expect(output).toBe("Cannot start the endpoint: set FLOW_PASSPHRASE\n");
});
