import {
  createWebhookHandler,
  type Schemas,
  toNodeHandler,
  verifySignature,
  type WebhookHandlerOptions,
} from "@openwaba/webhooks";
import { describe, expect, it } from "vitest";
import { deliverChanges } from "./deliver-webhooks.ts";
import { serve } from "./receiver.test-support.ts";
import { startSandbox } from "../sandbox.test-support.ts";

const appSecret = "9f2c4d61e8a07b35";

/** A receiver that responds with these statuses in order, then with 200. */
async function receiver(...statuses: number[]) {
  const bodies: string[] = [];
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks).toString());
    const signature = request.headers["x-hub-signature-256"] as string;
    const isSigned = await verifySignature(Buffer.concat(chunks), signature, appSecret);
    response.writeHead(isSigned ? (statuses.shift() ?? 200) : 401).end();
  });
  const ids = () => bodies.map((body) => [...body.matchAll(/wamid\.\w/g)].map(String).join(" "));
  return { url, bodies, ids };
}

function message(id: string): Schemas["MessagesChange"] {
  const metadata = { display_phone_number: "15550123456", phone_number_id: "108110225544001" };
  return {
    field: "messages",
    value: { metadata, messages: [{ id, from: "1415", timestamp: "1", type: "text", text: { body: "Grüße" } }] },
  };
}
const one = [message("wamid.A")];
const four = ["wamid.A", "wamid.B", "wamid.C", "wamid.D"].map(message);

describe("deliverChanges()", () => {
  it.each([
    [{ batch: 0 }, "batch must be a whole number of at least 1, not 0"],
    [{ concurrency: 1.5 }, "concurrency must be a whole number of at least 1, not 1.5"],
    [{ attempts: 0 }, "attempts must be a whole number of at least 1, not 0"],
    [{ duplicates: -1 }, "duplicates must be a whole number of at least 0, not -1"],
  ])("rejects the options %j", async (options, detail) => {
    await expect(deliverChanges("http://127.0.0.1:1", four, { appSecret, ...options })).rejects.toThrow(
      new TypeError(`Cannot deliver: ${detail}`),
    );
  });

  it("retries what is not accepted, as often as configured", async () => {
    const { url, bodies } = await receiver(500, 302, 503, 500);
    const options = { appSecret, delay: 1, attempts: 2 };
    expect(await deliverChanges(url, four.slice(0, 3), options)).toEqual([
      { changes: [four[0]], statuses: [500, 302], isAccepted: false },
      { changes: [four[1]], statuses: [503, 500], isAccepted: false },
      { changes: [four[2]], statuses: [200], isAccepted: true },
    ]);
    expect(bodies[0]).toBe(bodies[1]);
  });

  it("retries when there is no response", async () => {
    const silent = await serve(() => undefined);
    const options = { appSecret, delay: 1, attempts: 2, timeout: 20 };
    expect(await deliverChanges(silent, one, options)).toMatchObject([{ statuses: [0, 0], isAccepted: false }]);
    expect(await deliverChanges("http://127.0.0.1:1", one, options)).toMatchObject([{ statuses: [0, 0] }]);
  });

  it("aborts a response that never ends, whether it is silent or endless", async () => {
    const options = { appSecret, attempts: 1, timeout: 100 };
    const silent = await serve((_, response) => void response.writeHead(200).write("o"));
    expect(await deliverChanges(silent, one, options)).toMatchObject([{ statuses: [0], isAccepted: false }]);
    let isCut = false;
    const endless = await serve((_, response) => {
      response.writeHead(200).on("close", () => (isCut = true));
      const send = () => response.write(new Uint8Array(65_536), (error) => error ?? send());
      send();
    });
    expect(await deliverChanges(endless, one, { ...options, timeout: 60_000 })).toMatchObject([
      { statuses: [0], isAccepted: false },
    ]);
    await expect.poll(() => isCut).toBe(true);
  });

  it("forges with another secret", async () => {
    const { url } = await receiver();
    expect(await deliverChanges(url, one, { appSecret: "other", attempts: 1 })).toMatchObject([{ statuses: [401] }]);
  });

  it("sends batches, in the order that was asked for", async () => {
    const { url, ids } = await receiver();
    await deliverChanges(url, four, { appSecret, batch: 3 });
    await deliverChanges(url, four, { appSecret, order: "reversed" });
    expect(ids()).toEqual(["wamid.A wamid.B wamid.C", "wamid.D", "wamid.D", "wamid.C", "wamid.B", "wamid.A"]);
    await deliverChanges(url, four, { appSecret, order: "random" });
    expect(ids().slice(6).toSorted()).toEqual(["wamid.A", "wamid.B", "wamid.C", "wamid.D"]);
  });

  it("writes all in ASCII, as the platform does", async () => {
    const { url, bodies } = await receiver();
    await deliverChanges(url, one, { appSecret, wabaId: "7" });
    expect(bodies[0]).toContain(String.raw`Gr\u00fc\u00dfe`);
    expect(JSON.parse(bodies[0] ?? "")).toEqual({
      object: "whatsapp_business_account",
      entry: [{ id: "7", changes: one }],
    });
  });
});

describe("sandbox.deliver()", () => {
  async function start(on: WebhookHandlerOptions["on"]) {
    const { sandbox } = await startSandbox();
    const options = { appSecret: sandbox.appSecret, verifyToken: "token", onError: () => undefined };
    const handler = createWebhookHandler({ ...options, on });
    return { sandbox, url: await serve(toNodeHandler(handler)) };
  }

  it("reaches a handler that handles each event once, however often and in whatever order it comes", async () => {
    const handled: string[] = [];
    const { sandbox, url } = await start({ "messages.text": ({ message: { id } }) => handled.push(id) });
    const deliveries = await sandbox.deliver(url, four, { batch: 2, duplicates: 3, order: "random", concurrency: 4 });
    expect(deliveries).toHaveLength(8);
    expect(deliveries.every(({ isAccepted }) => isAccepted)).toBe(true);
    expect(handled.toSorted()).toEqual(["wamid.A", "wamid.B", "wamid.C", "wamid.D"]);
  });

  it("delivers again what a handler failed at, and that alone", async () => {
    const tries: string[] = [];
    const { sandbox, url } = await start({
      messages({ message: { id } }) {
        tries.push(id);
        if (id === "wamid.B" && tries.length < 4) throw new Error("no database");
      },
    });
    expect(await sandbox.deliver(url, four.slice(0, 2), { batch: 2, delay: 1 })).toMatchObject([
      { statuses: [500, 500, 200] },
    ]);
    expect(tries).toEqual(["wamid.A", "wamid.B", "wamid.B", "wamid.B"]);
  });
});
