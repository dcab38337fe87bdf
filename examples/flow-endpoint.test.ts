import { constants, createCipheriv, createDecipheriv, createHmac, publicEncrypt, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWhatsAppClient, getBusinessPublicKey } from "openwaba";
import { expect, onTestFinished, test } from "vitest";
import { runExample, startPlatform } from "./run-example.test-support.ts";

async function start() {
  const { environment, webhook } = await startPlatform();
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
    ids: { phone_number_id: environment.WHATSAPP_PHONE_NUMBER_ID },
  });
  const { data } = await getBusinessPublicKey(client);
  const phone = createPhone(webhook.url, String(data[0]?.business_public_key), environment.META_APP_SECRET);
  return { example, run, phone, keyFile };
}

/** What WhatsApp on a phone sends to an endpoint, and reads in its response. */
function createPhone(url: string, publicKey: string, secret: string) {
  return async (request: object, appSecret = secret) => {
    const [key, iv] = [randomBytes(16), randomBytes(16)];
    const cipher = createCipheriv("aes-128-gcm", key, iv);
    const text = JSON.stringify({ version: "3.0", ...request });
    const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const body = JSON.stringify({
      encrypted_flow_data: data.toString("base64"),
      encrypted_aes_key: publicEncrypt({ key: publicKey, ...padding }, key).toString("base64"),
      initial_vector: iv.toString("base64"),
    });
    const signature = createHmac("sha256", appSecret).update(body).digest("hex");
    const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
    const response = await fetch(url, { method: "POST", headers, body });
    const encrypted = Buffer.from(await response.text(), "base64");
    if (encrypted.length === 0) return { status: response.status };
    const decipher = createDecipheriv("aes-128-gcm", key, Buffer.from(iv.map((byte) => ~byte)));
    decipher.setAuthTag(encrypted.subarray(-16));
    const answer: unknown = JSON.parse(decipher.update(encrypted.subarray(0, -16)).toString() + decipher.final("utf8"));
    return { status: response.status, answer };
  };
}

test("seats are booked in a flow, and no more than are left", async () => {
  const { example, phone } = await start();
  const flow_token = "9d4e2b53-6f0e-4cf9-8a57-b1c1b6d2f9f0";
  const exchange = (screen: string, data: object) => phone({ action: "data_exchange", screen, data, flow_token });
  expect(await phone({ action: "ping" })).toEqual({ status: 200, answer: { data: { status: "active" } } });

  const days = [
    { id: "2026-12-12", title: "2026-12-12, 4 seats" },
    { id: "2026-12-19", title: "2026-12-19, 2 seats" },
  ];
  expect((await phone({ action: "INIT", flow_token })).answer).toEqual({ screen: "DAY", data: { days } });
  for (const seats of ["3", "0", "-1", "1e0", "", "many"]) {
    const data = { days, error_message: "So many seats are not left" };
    expect((await exchange("DAY", { day: "2026-12-19", seats })).answer).toEqual({ screen: "DAY", data });
  }
  const choice = { day: "2026-12-19", seats: "2" };
  expect((await exchange("DAY", choice)).answer).toEqual({
    screen: "CONFIRM",
    data: { summary: "2 seats on 2026-12-19", ...choice },
  });
  expect((await exchange("CONFIRM", choice)).answer).toEqual({
    screen: "SUCCESS",
    data: { extension_message_response: { params: { ...choice, flow_token } } },
  });
  expect(example.output()).toContain("← 2 seats on 2026-12-19");
  expect((await exchange("CONFIRM", choice)).answer).toMatchObject({ data: { error_message: "They are gone" } });

  expect(await phone({ action: "INIT", flow_token })).toEqual({
    status: 427,
    answer: { error_msg: "Your seats are booked. Write to us to change them." },
  });
  const data = { error: "payload-schema-error", error_message: "days is missing" };
  await phone({ action: "data_exchange", screen: "DAY", data, flow_token });
  await example.printed("✗ payload-schema-error on DAY: days is missing");
});

test("others get nothing, and the key is the same after a restart", async () => {
  const { example, run, phone, keyFile } = await start();
  expect(await phone({ action: "INIT" }, "another secret")).toEqual({ status: 432 });
  const key = await readFile(keyFile, "utf8");
  expect(key).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  example.stop();
  await example.ended;
  const again = await run();
  expect(again.output()).not.toContain("The public key is set");
  expect(await readFile(keyFile, "utf8")).toBe(key);
  expect((await phone({ action: "ping" })).status).toBe(200);
});

test("without a passphrase it says what it needs", async () => {
  const { code, output } = await runExample("flow-endpoint.ts").ended;
  expect(code).toBe(2);
  expect(output).toBe("Cannot start the endpoint: set FLOW_PASSPHRASE\n");
});
