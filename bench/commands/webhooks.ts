import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { join } from "node:path";
import type { WebhookClient } from "../client.ts";
import { loadClients, withVersion } from "../clients.ts";
import { cellsOf, type Part, reportParts } from "../report.ts";
import { type Figures, measureRounds, type Subject } from "../rounds.ts";
import { loadBuilt } from "../runtime.ts";

type Webhooks = typeof import("../../packages/webhooks/src/index.ts");
type Hmac = typeof import("../../packages/webhooks/src/hmac.ts");

const appSecret = "9f2c4d61e8a07b3558d1e6f0a94c7b12";
const folder = join(import.meta.dirname, "../../packages/webhooks/dist");

export async function benchWebhooks(settings: { rounds: number; write: boolean }): Promise<void> {
  const { rounds } = settings;
  const webhooks = await loadBuilt<Webhooks>(folder, "index.js"); // the package as it is published, for Node
  const clients = (await loadClients()).webhookClients(appSecret);
  const measurements = [() => verifications(webhooks, clients, rounds), () => batches(webhooks, clients, rounds)];
  await reportParts("webhooks", measurements, settings);
}

function digestOf(body: string | Buffer): Buffer {
  return createHmac("sha256", appSecret).update(body).digest();
}

function isSigned(body: Buffer, digest: string): boolean {
  return timingSafeEqual(digestOf(body), Buffer.from(digest, "hex"));
}

/** Signatures of bodies of 1 KB and of 100 KB. */
async function verifications(webhooks: Webhooks, clients: WebhookClient[], rounds: number): Promise<Part> {
  const hmac = await loadBuilt<Hmac>(folder, "hmac.js");
  const sizes = [
    { size: "1 KB", bytes: 1024, times: 3000 },
    { size: "100 KB", bytes: 102_400, times: 150 },
  ];
  const figures: Map<string, Figures>[] = [];
  for (const { bytes, times } of sizes) {
    const text = randomBytes(bytes / 2).toString("hex");
    const body = Buffer.from(text);
    const digest = digestOf(body).toString("hex");
    const signature = `sha256=${digest}`;
    const subjects: Subject[] = [
      { name: "node:crypto by hand", times, run: async () => isSigned(body, digest) },
      { name: "openwaba", times, run: () => webhooks.verifySignature(body, signature, appSecret) },
      {
        name: "openwaba by WebCrypto, as outside of Node",
        times,
        run: () => hmac.verifyHmac(appSecret, body, digest),
      },
      ...clients.flatMap(({ name, verify }) =>
        verify ? [{ name: withVersion(name), times, run: () => verify(text, signature) }] : [],
      ),
    ];
    for (const { name, run } of subjects)
      if ((await run()) !== true) throw new Error(`Cannot measure ${name}: it rejects a valid signature`);
    figures.push(await measureRounds(subjects, rounds));
  }
  const names = [...(figures[0]?.keys() ?? [])];
  return {
    title: "A signature that is verified: processor time",
    table: {
      head: ["by", ...sizes.flatMap(({ size }) => [size, "relative to node:crypto"])],
      rows: names.map((name) => [name, ...figures.flatMap((own) => cellsOf(own.get(name)))]),
    },
    targets: sizes.map(({ size }, index) => ({
      what: `signature over ${size} against node:crypto`,
      limit: 1.15,
      measured: figures[index]?.get("openwaba")?.cpuRatio.median,
    })),
  };
}

/** A whole delivery of 1,000 updates: half of them messages, half statuses. */
async function batches(webhooks: Webhooks, clients: WebhookClient[], rounds: number): Promise<Part> {
  const text = JSON.stringify(delivery(1000));
  const body = Buffer.from(text);
  const digest = digestOf(body).toString("hex");
  const signature = `sha256=${digest}`;
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
  const times = 10;
  const byHand = async () => (isSigned(body, digest) ? JSON.parse(body.toString()) : undefined);
  const parse = () =>
    webhooks.parseWebhook(new Request("https://lantern.example", { method: "POST", headers, body }), { appSecret });
  const { length } = await parse();
  if (length !== 1000) throw new Error(`Cannot measure: there are ${length} events and not 1000`);
  const figures = await measureRounds(
    [
      { name: "node:crypto and JSON.parse by hand, no events", times, run: byHand },
      { name: "openwaba parseWebhook(), 1,000 events with keys", times, run: parse },
      ...clients.map(({ name, read }) => ({
        name: `${withVersion(name)}, ${name === "whatsapp-api-js" ? "the first event alone" : "no events"}`,
        times,
        run: () => read(text, signature),
      })),
    ],
    rounds,
  );
  return {
    title: `A delivery of 1,000 updates in ${Math.round(body.length / 1000)} kB, verified and parsed: processor time`,
    table: {
      head: ["by", "time", "relative to the first"],
      rows: [...figures].map(([name, own]) => [name, ...cellsOf(own)]),
    },
    targets: [],
  };
}

function delivery(count: number): object {
  const metadata = { display_phone_number: "15550123456", phone_number_id: "108110225544001" };
  const changes = Array.from({ length: count }, (_, index) => {
    const id = `wamid.HBgLMTQxNTU1NTAxNDIVAgASGBQzQTAwMDEw${String(index).padStart(8, "0")}A=`;
    const user = `1415555${String(index).padStart(4, "0")}`;
    const contacts = [{ profile: { name: "Nadia Okafor" }, wa_id: user, user_id: "US.81602457713094425" }];
    const message = {
      from: user,
      from_user_id: "US.81602457713094425",
      id,
      timestamp: "1795602000",
      type: "text",
      text: { body: "Are you open on Sunday?" },
    };
    const status = {
      id,
      status: "delivered",
      timestamp: "1795602003",
      recipient_id: user,
      pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" },
    };
    const value = {
      messaging_product: "whatsapp",
      metadata,
      contacts,
      ...(index % 2 === 0 ? { messages: [message] } : { statuses: [status] }),
    };
    return { field: "messages", value };
  });
  return { object: "whatsapp_business_account", entry: [{ id: "102290129340398", changes }] };
}
