import { setMaxListeners } from "node:events";
import { callbackUrlProblem } from "./callback-url.ts";
import { createDeliveryLog, type WebhookDelivery } from "./delivery-log.ts";
import { envelopeLimits, envelopeText, signedHeaders } from "./envelope.ts";
import { type Handshake, showHandshake, type ShownHandshake } from "./handshake.ts";
import { createPendingCounter } from "./pending-counter.ts";
import { cleared, type Schedule, sendDelivery } from "./send-delivery.ts";
import { createUrlQueues } from "./url-queues.ts";
import { changeOf, entryOf, type Subscription, takersOf, type WebhookEvent } from "./webhook-event.ts";
import { checkWhole } from "./whole-number.ts";

export interface WebhookSettings {
  appSecret: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Most specific first: the number's override, the account's, the app's. Of each app the first that takes the field is used. */
  subscriptionsFor: (event: WebhookEvent) => readonly Subscription[];
  /** Maximum attempts per delivery until it gets a 2xx response. @default 3 */
  attempts?: number;
  /** Delay before the first retry, in milliseconds; it doubles with each retry. @default 50 */
  delay?: number;
  /** Timeout per attempt, response body included, in milliseconds of real time. @default 5000 */
  timeout?: number;
  /** Maximum changes in one delivery, 1 to 1000. Only events of the same turn are joined. @default 1 */
  batch?: number;
  /** Names of hosts that are called by http. @default loopback alone */
  hosts?: readonly string[];
  /** Called with each delivery once it was accepted or given up; must not throw. */
  onDelivery?: (delivery: WebhookDelivery) => void;
  /** Called with each delivery that waits, and after each attempt that is not the last; must not throw. */
  onProgress?: (delivery: WebhookDelivery) => void;
  /** Timer of the retries. @default setTimeout */
  schedule?: Schedule;
}

export interface Webhooks {
  /**
   * Sends an event to every app that subscribed to its field. Returns its deliveries once each of them was accepted or
   * given up; one that says why if nobody subscribed. The promise does not reject.
   *
   * @throws TypeError if the value is no object, or not JSON
   */
  emit(event: WebhookEvent): Promise<readonly WebhookDelivery[]>;
  /** The last 10,000 deliveries, at most 64 MB, oldest first. */
  readonly deliveries: readonly WebhookDelivery[];
  /**
   * Sends the bytes of a delivery once more, after all that wait for the same URL.
   *
   * @throws TypeError if the log has no such delivery, or nothing was ever sent
   */
  redeliver(id: string): Promise<WebhookDelivery>;
  /** Asks a receiver to prove that a callback URL belongs to it. The promise does not reject. */
  handshake(url: string, verifyToken: string): Promise<Handshake>;
  /** The same, with what was sent and what came back. */
  showHandshake(url: string, verifyToken: string): Promise<ShownHandshake>;
  /** Resolves as soon as no delivery is pending. */
  settled(): Promise<void>;
  /** Gives up what is pending, handshakes too, and empties the log. */
  clear(): void;
  /** The same, but the log has these deliveries. Those that were pending are not sent again. */
  load(deliveries: readonly WebhookDelivery[]): void;
}

const defaults = {
  attempts: 3,
  delay: 50,
  timeout: 5000,
  batch: 1,
  schedule(action: () => void, milliseconds: number) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
} satisfies Partial<WebhookSettings>;

const restored = "it was pending when the snapshot was taken";
const overhead = 2000; // bytes of a waiting delivery beside its body, roughly

/** A delivery that events of this turn can still join. */
interface Draft {
  readonly entry: { id: string; time?: number };
  readonly subscription: Subscription | undefined;
  readonly fields: string[];
  /** Each as JSON. */
  readonly changes: string[];
  bytes: number;
  readonly promise: DeliveryPromise;
}

interface DeliveryPromise {
  readonly done: Promise<WebhookDelivery>;
  finish(delivery: WebhookDelivery): void;
}

/**
 * Turns events into deliveries: signed, in order for each URL, and retried with backoff until they are accepted. A
 * receiver that does not respond holds up its own URL alone, for `attempts` times the timeout and the delays.
 *
 * @throws TypeError if a setting is invalid
 */
export function createWebhooks(options: WebhookSettings): Webhooks {
  const settings: typeof defaults & WebhookSettings = { ...defaults, ...options };
  checkWhole("batch", settings.batch, 1, envelopeLimits.changes);
  checkWhole("attempts", settings.attempts, 1);
  for (const name of ["delay", "timeout"] as const) checkWhole(name, settings[name], 0);
  const log = createDeliveryLog();
  const queues = createUrlQueues();
  const pending = createPendingCounter();
  let drafts: Draft[] = [];
  let handshakes = manyListeners();

  function newPromise(): DeliveryPromise {
    let resolve: DeliveryPromise["finish"] = () => undefined;
    const done = new Promise<WebhookDelivery>((settle) => (resolve = settle));
    pending.add();
    function finish(delivery: WebhookDelivery): void {
      resolve(delivery);
      pending.remove();
      settings.onDelivery?.(delivery);
    }
    return { done, finish };
  }

  /** The draft that holds the change for a subscriber. */
  function draftFor(event: WebhookEvent, change: string, subscription: Subscription | undefined): Draft {
    const last = drafts.findLast((draft) => draft.subscription?.url === subscription?.url);
    if (last && subscription && canJoin(last, event, change, subscription)) {
      last.fields.push(event.field);
      last.changes.push(change);
      last.bytes += change.length + 1; // comma
      return last;
    }
    const entry = entryOf(event);
    const bytes = envelopeText(entry, [change]).length;
    const draft = { entry, subscription, fields: [event.field], changes: [change], bytes, promise: newPromise() };
    if (drafts.length === 0) queueMicrotask(() => dispatchDrafts());
    drafts.push(draft);
    return draft;
  }

  function canJoin(draft: Draft, event: WebhookEvent, change: string, subscription: Subscription): boolean {
    return (
      draft.changes.length < settings.batch &&
      draft.bytes + change.length + 1 <= envelopeLimits.bytes &&
      draft.subscription?.appId === subscription.appId &&
      draft.entry.id === event.wabaId &&
      draft.entry.time === event.time
    );
  }

  function dispatchDrafts(cancelled?: string): void {
    const turn = drafts;
    drafts = [];
    for (const { entry, subscription, fields, changes, promise } of turn) {
      const body = envelopeText(entry, changes);
      const reason = cancelled ?? obstacle(fields, subscription, body, settings.hosts);
      const headers = reason === undefined ? signedHeaders(body, settings.appSecret) : {};
      const to = subscription && { appId: subscription.appId, url: subscription.url };
      const content = { ...to, wabaId: entry.id, fields, time: settings.now(), headers, body, attempts: [] };
      if (reason === undefined && to) enqueue({ ...content, ...to }, promise);
      else promise.finish(log.add({ ...content, state: "unsent", ...(reason !== undefined && { reason }) }));
    }
  }

  function enqueue(content: Omit<WebhookDelivery, "id" | "state"> & { url: string }, promise: DeliveryPromise): void {
    const delivery = { ...log.add({ ...content, state: "pending" }), url: content.url };
    settings.onProgress?.(delivery);
    function onAttempt(current: WebhookDelivery): void {
      log.replace(current);
      if (current.state === "pending") settings.onProgress?.(current);
    }
    async function run(signal: AbortSignal): Promise<void> {
      promise.finish(await sendDelivery(delivery, settings, signal, onAttempt));
    }
    if (queues.add(content.url, { bytes: content.body.length + overhead, run })) return;
    const unsent = { ...delivery, state: "unsent", reason: "too many deliveries wait for this URL" } as const;
    log.replace(unsent);
    promise.finish(unsent);
  }

  function showOne(url: string, verifyToken: string): Promise<ShownHandshake> {
    const { timeout, hosts = [] } = settings;
    return showHandshake(url, verifyToken, { timeout, hosts, signal: handshakes.signal });
  }

  function clear(): void {
    dispatchDrafts(cleared);
    queues.clear();
    handshakes.abort();
    handshakes = manyListeners();
    log.clear(); // its ids start again, so nothing may be written to it afterwards
  }

  return {
    emit(event) {
      const change = changeOf(event);
      const takers = takersOf(settings.subscriptionsFor(event), event.field);
      const receivers = takers.length > 0 ? takers : [undefined];
      return Promise.all(receivers.map((receiver) => draftFor(event, change, receiver).promise.done));
    },
    get deliveries() {
      return log.all;
    },
    async redeliver(id) {
      const first = log.get(id);
      if (!first) throw new TypeError(`Cannot redeliver ${id}: the log has no such delivery`);
      const { url, appId, wabaId, fields, headers, body } = first;
      if (url === undefined || first.state === "unsent")
        throw new TypeError(`Cannot redeliver ${id}: it was not sent, because ${first.reason}`);
      const origin = { ...(appId !== undefined && { appId }), url, wabaId, fields, redeliveryOf: id };
      const promise = newPromise();
      enqueue({ ...origin, time: settings.now(), headers, body, attempts: [] }, promise);
      return promise.done;
    },
    handshake: async (url, verifyToken) => (await showOne(url, verifyToken)).outcome,
    showHandshake: showOne,
    settled: () => pending.none(),
    clear,
    load(deliveries) {
      clear();
      log.load(
        deliveries.map((one) => (one.state === "pending" ? { ...one, state: "failed", reason: restored } : one)),
      );
    },
  };
}

/** A controller for as many handshakes as there are, of which the runtime would warn. */
function manyListeners(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Why a delivery cannot be sent. */
function obstacle(
  fields: readonly string[],
  to: Subscription | undefined,
  body: string,
  hosts: readonly string[] | undefined,
): string | undefined {
  if (!to) return `no app is subscribed to ${fields.join()}`;
  if (body.length > envelopeLimits.bytes) return `it has ${body.length} bytes, the platform sends up to 3 MiB`;
  return callbackUrlProblem(to.url, hosts);
}
