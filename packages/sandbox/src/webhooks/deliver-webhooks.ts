import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { asciiJson, envelopeText, signedHeaders } from "./envelope.ts";
import { exchange } from "./exchange.ts";
import { checkWhole } from "./whole-number.ts";

/** One change, as typed by `Schemas["Change"]` of `@openwaba/webhooks`. */
export interface WebhookChange {
  field: string;
  value: unknown;
}

export interface DeliverOptions {
  /** Changes in one POST; the platform sends up to 1000. @default 1 */
  batch?: number;
  /** How many more times each POST is sent although it was accepted. @default 0 */
  duplicates?: number;
  /** Order of the POSTs. @default "given" */
  order?: "given" | "reversed" | "random";
  /** Concurrent POSTs. @default 1 */
  concurrency?: number;
  /** Maximum attempts per POST until it gets a 2xx response. @default 3 */
  attempts?: number;
  /** Delay before a retry, in milliseconds; the platform waits longer. @default 50 */
  delay?: number;
  /** Timeout per attempt, response body included, in milliseconds. @default 5000 */
  timeout?: number;
  /** Secret to sign with; a different one forges the delivery. @default the sandbox's */
  appSecret?: string;
  /** Account that the changes are about. @default "102290129340398" */
  wabaId?: string;
}

/** Result of one POST. */
export interface Delivery {
  changes: readonly WebhookChange[];
  /** Status of each attempt, 0 without a complete response of at most 1 MB in time. */
  statuses: number[];
  /** Whether the last attempt got a 2xx response. */
  isAccepted: boolean;
}

const defaults = {
  batch: 1,
  duplicates: 0,
  order: "given",
  concurrency: 1,
  attempts: 3,
  delay: 50,
  timeout: 5000,
  wabaId: "102290129340398",
} satisfies DeliverOptions;

/** Sends changes to a webhook as the platform does: signed, in batches, and retried until they are accepted. */
export async function deliverChanges(
  url: string | URL,
  changes: readonly WebhookChange[],
  options: DeliverOptions & { appSecret: string },
): Promise<Delivery[]> {
  const settings = { ...defaults, ...options };
  for (const name of ["batch", "concurrency", "attempts"] as const) checkWhole(name, settings[name], 1);
  for (const name of ["duplicates", "delay", "timeout"] as const) checkWhole(name, settings[name], 0);
  const batches: (readonly WebhookChange[])[] = [];
  for (let start = 0; start < changes.length; start += settings.batch)
    batches.push(changes.slice(start, start + settings.batch));
  const posts = arrange(
    batches.flatMap((batch) => Array.from({ length: settings.duplicates + 1 }, () => batch)),
    settings.order,
  );

  const deliveries: Delivery[] = [];
  const queue = posts.entries();
  async function work(): Promise<void> {
    for (const [place, post] of queue) deliveries[place] = await deliverBatch(url, post, settings);
  }
  await Promise.all(Array.from({ length: settings.concurrency }, work));
  return deliveries;
}

function arrange<Item>(items: Item[], order: "given" | "reversed" | "random"): Item[] {
  if (order === "given") return items;
  if (order === "reversed") return items.toReversed();
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}

type Settings = Required<DeliverOptions>;

async function deliverBatch(
  url: string | URL,
  changes: readonly WebhookChange[],
  settings: Settings,
): Promise<Delivery> {
  const { appSecret, attempts, delay, timeout, wabaId } = settings;
  const body = envelopeText({ id: wabaId }, changes.map(asciiJson));
  const post = { method: "POST", headers: signedHeaders(body, appSecret), body } as const;
  const delivery: Delivery = { changes, statuses: [], isAccepted: false };
  while (!delivery.isAccepted && delivery.statuses.length < attempts) {
    if (delivery.statuses.length > 0) await setTimeout(delay);
    const { status } = await exchange(url, post, { timeout });
    delivery.statuses.push(status);
    delivery.isAccepted = status >= 200 && status < 300;
  }
  return delivery;
}
