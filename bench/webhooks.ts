import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { WebhookClient } from "./client.ts";
import { withVersion } from "./clients.ts";
import { type Part, ratio } from "./report.ts";
import { type Figures, measureRounds, type Subject } from "./rounds.ts";

type Webhooks = typeof import("../packages/webhooks/src/index.ts");
type Hmac = typeof import("../packages/webhooks/src/hmac.ts");

export const appSecret = "9f2c4d61e8a07b3558d1e6f0a94c7b12";
const folder = join(import.meta.dirname, "../packages/webhooks/dist");

/** The package as it is published, for Node. */
export function loadWebhooks(): Promise<Webhooks> {
  return load("index.js");
}

function load<Module>(name: string): Promise<Module> {
  const file = join(folder, name);
  if (!existsSync(file)) throw new Error(`Cannot measure webhooks: ${name} is not built, run pnpm build`);
  return import(pathToFileURL(file).href);
}

const signatureOf = (body: string | Buffer) => `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`;

/** Signatures of bodies of 1 KB and of 100 KB. */
export async function verifications(webhooks: Webhooks, clients: WebhookClient[], rounds: number): Promise<Part> {
  const hmac = await load<Hmac>("hmac.js");
  const sizes = [
    { bytes: 1024, times: 3000 },
    { bytes: 102_400, times: 150 },
  ];
  const figures: Map<string, Figures>[] = [];
  for (const { bytes, times } of sizes) {
    const text = randomBytes(bytes / 2).toString("hex");
    const body = Buffer.from(text);
    const signature = signatureOf(body);
    const byHand = () =>
      timingSafeEqual(
        createHmac("sha256", appSecret).update(body).digest(),
        Buffer.from(signature.slice("sha256=".length), "hex"),
      );
    const subjects: Subject[] = [
      { name: "node:crypto by hand", times, run: async () => byHand() },
      { name: "openwaba", times, run: () => webhooks.verifySignature(body, signature, appSecret) },
      {
        name: "openwaba by WebCrypto, as outside of Node",
        times,
        run: () => hmac.verifyHmac(appSecret, body, signature.slice("sha256=".length)),
      },
      ...clients.flatMap(({ name, verify }) =>
        verify ? [{ name: withVersion(name), times, run: () => verify(text, signature) }] : [],
      ),
    ];
    for (const { name, run } of subjects)
      if ((await run()) !== true) throw new Error(`Cannot measure ${name}: it rejects a valid signature`);
    figures.push(await measureRounds(subjects, rounds));
  }
  const [small, large] = figures;
  return {
    title: "A signature that is verified: processor time",
    table: {
      head: ["by", "1 KB", "relative to node:crypto", "100 KB", "relative to node:crypto"],
      rows: [...(small?.keys() ?? [])].map((name) => [
        name,
        ...cellsOf(small?.get(name)),
        ...cellsOf(large?.get(name)),
      ]),
    },
    targets: [
      {
        what: "signature over 1 KB against node:crypto",
        limit: 1.15,
        measured: small?.get("openwaba")?.cpuRatio.median,
      },
      {
        what: "signature over 100 KB against node:crypto",
        limit: 1.15,
        measured: large?.get("openwaba")?.cpuRatio.median,
      },
    ],
  };
}

/** A whole delivery of 1,000 updates: half of them messages, half statuses. */
export async function batches(webhooks: Webhooks, clients: WebhookClient[], rounds: number): Promise<Part> {
  const text = JSON.stringify(delivery(1000));
  const body = Buffer.from(text);
  const signature = signatureOf(body);
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
  const times = 10;
  const byHand = () => {
    const isRight = timingSafeEqual(
      createHmac("sha256", appSecret).update(body).digest(),
      Buffer.from(signature.slice("sha256=".length), "hex"),
    );
    return isRight ? JSON.parse(body.toString()) : undefined;
  };
  const parse = () =>
    webhooks.parseWebhook(new Request("https://lantern.example", { method: "POST", headers, body }), { appSecret });
  const { length } = await parse();
  if (length !== 1000) throw new Error(`Cannot measure: there are ${length} events and not 1000`);
  const figures = await measureRounds(
    [
      { name: "node:crypto and JSON.parse by hand, no events", times, run: async () => byHand() },
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

function cellsOf(figures: Figures | undefined): string[] {
  if (figures === undefined) return ["", ""];
  const { median } = figures.cpu;
  return [median >= 1000 ? `${(median / 1000).toFixed(2)} ms` : `${median.toFixed(1)} µs`, ratio(figures.cpuRatio)];
}

function delivery(count: number): object {
  const metadata = { display_phone_number: "15550123456", phone_number_id: "106540352242922" };
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
