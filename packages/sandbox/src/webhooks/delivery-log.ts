import type { Answer } from "./exchange.ts";

/** One POST of a delivery. Times are milliseconds since 1970, by the clock of the sandbox. */
export interface DeliveryAttempt extends Answer {
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** A delivery as the log keeps it. It does not change: the log replaces it. */
export interface WebhookDelivery {
  /** A number, counted from 1. */
  readonly id: string;
  /**
   * - `pending`: it waits, or is being sent
   * - `accepted`: the last attempt got a 2xx response
   * - `failed`: it was given up after the last attempt
   * - `unsent`: nothing was sent, `reason` says why
   */
  readonly state: "pending" | "accepted" | "failed" | "unsent";
  /** Why nothing was sent, or no more attempt was made. */
  readonly reason?: string;
  /** App that is told, undefined if none subscribed to the field. */
  readonly appId?: string;
  /** Callback URL, undefined if no app subscribed to the field. */
  readonly url?: string;
  /** Id of the entry. */
  readonly wabaId: string;
  /** Field of each change. */
  readonly fields: readonly string[];
  /** When it was put together, in milliseconds since 1970. */
  readonly time: number;
  /** As sent, with the signatures; empty if nothing is sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent. It is ASCII, so that characters are bytes. */
  readonly body: string;
  readonly attempts: readonly DeliveryAttempt[];
  /** Id of the delivery that this one repeats. */
  readonly redeliveryOf?: string;
}

/** Limits on what the log keeps; the oldest delivery is dropped. */
export const logLimits = { deliveries: 10_000, bytes: 64 * 1_048_576 } as const;

export interface DeliveryLog {
  /** Oldest first. */
  readonly all: readonly WebhookDelivery[];
  get(id: string): WebhookDelivery | undefined;
  add(delivery: Omit<WebhookDelivery, "id">): WebhookDelivery;
  /** Does nothing if the delivery was dropped. */
  replace(delivery: WebhookDelivery): void;
  /** Counts from 1 again. */
  clear(): void;
  /** Keeps these deliveries, whose ids follow each other, in place of all others. */
  load(all: readonly WebhookDelivery[]): void;
}

export function createDeliveryLog(): DeliveryLog {
  let deliveries: WebhookDelivery[] = [];
  let dropped = 0;
  let bytes = 0;
  const placeOf = (id: string) => Number(id) - 1 - dropped;

  function dropOldest(): void {
    while (deliveries.length > logLimits.deliveries || bytes > logLimits.bytes) {
      const oldest = deliveries.shift();
      if (!oldest) return;
      dropped++;
      bytes -= bytesOf(oldest);
    }
  }

  return {
    get all() {
      return [...deliveries];
    },
    get: (id) => deliveries[placeOf(id)],
    add(content) {
      const delivery = { id: String(dropped + deliveries.length + 1), ...content };
      deliveries.push(delivery);
      bytes += bytesOf(delivery);
      dropOldest();
      return delivery;
    },
    replace(delivery) {
      const place = placeOf(delivery.id);
      const former = deliveries[place];
      if (!former) return;
      deliveries[place] = delivery;
      bytes += bytesOf(delivery) - bytesOf(former);
      dropOldest();
    },
    clear() {
      deliveries = [];
      dropped = 0;
      bytes = 0;
    },
    load(all) {
      deliveries = [...all];
      dropped = Number(all[0]?.id ?? 1) - 1;
      bytes = all.reduce((sum, delivery) => sum + bytesOf(delivery), 0);
      dropOldest();
    },
  };
}

const overhead = 1000; // bytes of a delivery beside its texts, roughly

function bytesOf({ body, attempts }: WebhookDelivery): number {
  return attempts.reduce((sum, { response }) => sum + 2 * response.length, overhead + body.length);
}
