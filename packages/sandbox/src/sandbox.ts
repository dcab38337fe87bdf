import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { ChangeContent } from "@openwaba/webhooks";
import { Hono } from "hono/tiny";
import { createCampaignIndex } from "./console/campaign-index.ts";
import { createFeed } from "./console/feed.ts";
import { toConsole } from "./console/page.ts";
import { type EmitOptions, emitField } from "./control/emit.ts";
import { readSnapshot, type RestorableState, type Snapshot, takeSnapshot } from "./control/snapshot.ts";
import type { Businesses, Domain, DomainContext } from "./domain.ts";
import { type Fault, FaultQueue, type PendingFault } from "./faults.ts";
import { firstMinute } from "./first-minute.ts";
import { readOptions, type SandboxOptions } from "./options.ts";
import { type AccountControls, createAccountControls } from "./platform/account-controls.ts";
import type { CustomerIdentity } from "./platform/customer-nodes.ts";
import type { Customer, CustomerProfile } from "./platform/customer-types.ts";
import { createCustomer, listCustomers } from "./platform/customers.ts";
import { createDomains } from "./platform/domains.ts";
import { fillWorld, putOwn } from "./platform/first-world.ts";
import { createFlowControls, type FlowControls } from "./platform/flow-events.ts";
import { suspendGroup } from "./platform/group-state.ts";
import { createNumberControls, type NumberControls } from "./platform/number-controls.ts";
import { type SentMessage, sentMessages } from "./platform/sent-messages.ts";
import { appCallback, subscriptionsFor } from "./platform/subscriptions.ts";
import { setCallback, webhookAddresses } from "./platform/webhook-addresses.ts";
import { createTemplateControls, type TemplateControls } from "./platform/templates/controls.ts";
import { TokenStore } from "./platform/token-store.ts";
import { seedIds } from "./seed-ids.ts";
import { createApp, type SandboxState } from "./server/app.ts";
import { createControl } from "./control/control.ts";
import { listen, stop, toListener } from "./server/http-server.ts";
import { keepBeforeAnswer } from "./server/keep-before-answer.ts";
import { allowLocalPages } from "./server/local-pages.ts";
import { createMediaHost } from "./server/media-host.ts";
import { OperationTable } from "./server/operations.ts";
import { type RecordedCall, type Warning, warningsOf } from "./server/recorded-call.ts";
import { openSpecs } from "./specs.ts";
import { type Delivery, deliverChanges, type DeliverOptions, type WebhookChange } from "./webhooks/deliver-webhooks.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";
import type { Handshake, ShownHandshake } from "./webhooks/handshake.ts";
import type { WebhookField } from "./webhooks/webhook-fields.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";
import { createChanges } from "./world/changes.ts";
import { type Clock, createTimers } from "./world/clock.ts";
import { type DataFile, openDataFile } from "./world/data-file.ts";
import { World } from "./world/world.ts";

/** Where the build puts the console. */
const consolePage = new URL("../page/", import.meta.url);

/** A running local Graph API. */
export interface Sandbox {
  /** Its URL, for `baseUrl` of a client: `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Origin of file downloads, for `mediaOrigins` of a client: `http://127.0.0.1:41235`. */
  readonly mediaUrl: string;
  /** The access token that always works. */
  readonly accessToken: string;
  /** Secret that signs webhooks: the option `webhookSecret` or `appSecret`, else a random one. */
  readonly appSecret: string;
  readonly businesses: Businesses;
  /** Id of the app whose secret and token these are. */
  readonly appId: string;
  /** Id of the account of `phoneNumberId`. */
  readonly accountId: string;
  /** Id of the business number that customers write to unless they name another. */
  readonly phoneNumberId: string;
  /** The last 10,000 messages that businesses sent, oldest first, or as many as `keptMessages` says. */
  readonly sent: readonly SentMessage[];
  /** The last 10,000 webhook deliveries, oldest first, also those that nobody subscribed to. */
  readonly webhooks: readonly WebhookDelivery[];
  /** The last 10,000 calls to the Graph API with their bodies, at most 64 MB, oldest first, without their secrets. */
  readonly calls: readonly RecordedCall[];
  /** What the calls in `calls` had that no document has, oldest first; empty if the sandbox is strict. */
  readonly warnings: readonly Warning[];
  /** Reviews, pauses, disables and rates templates, as the platform does. */
  readonly templates: TemplateControls;
  /** The time of the sandbox, which can be moved forward. */
  readonly clock: Clock;
  /** The code last sent to a number, undefined if there is none. */
  codeFor(numberId: string): string | undefined;
  /**
   * Injects a fault into the next matching calls. Faults are used up in the order in which they were injected.
   *
   * @throws TypeError if the fault is invalid
   */
  inject(fault: Fault): void;
  /** Injected faults that are not used up, in the order in which they were injected. */
  readonly faults: readonly PendingFault[];
  /**
   * Removes the fault with this id from `faults`, without one all.
   *
   * @throws TypeError if there is no such fault
   */
  removeFaults(id?: string): void;
  /**
   * Returns a new access token that works until `reset()`, or for `expiresIn` seconds by the sandbox's clock. It belongs
   * to the app `appId`, by default to that of the sandbox.
   *
   * @throws TypeError if `expiresIn` is negative or not finite
   */
  issueToken(options?: { expiresIn?: number; appId?: string }): string;
  /**
   * Sends changes to a webhook as the platform does: signed, in batches, retried until they are accepted, on request
   * duplicated and in another order. Returns the result of each POST; rejected POSTs do not make it throw.
   *
   * @throws TypeError if an option is invalid
   */
  deliver(url: string | URL, changes: readonly WebhookChange[], options?: DeliverOptions): Promise<Delivery[]>;
  /**
   * Somebody who talks to the businesses: a phone number, or an identity with a user id. The customer is part of the
   * world: what the identity has beside its ids changes what is known.
   *
   * @throws TypeError if that is no number with country code, or the ids are those of two customers
   * @example
   * const ada = sandbox.customer("+15550123456");
   * await ada.text("Where is my order?");
   * const [reply] = await ada.inbox();
   */
  customer(identity: string | CustomerIdentity): Customer;
  /** Who talks to the businesses. */
  customers(): CustomerProfile[];
  /**
   * Suspends a group, which then takes no messages, or ends that; the apps of its number are told.
   *
   * @throws TypeError if there is no such group
   */
  suspendGroup(groupId: string, isSuspended?: boolean): void;
  /**
   * Sends the bytes of a webhook delivery again.
   *
   * @throws TypeError if the log has no such delivery, or nothing was sent
   */
  redeliver(id: string): Promise<WebhookDelivery>;
  /**
   * Asks the webhook of the app to prove that its URL belongs to you, as the platform does when the URL is set.
   *
   * @throws TypeError if the app has none
   */
  verifyWebhook(): Promise<Handshake>;
  /** What the platform does to business numbers, with the webhooks about it. */
  readonly numbers: NumberControls;
  /** What the platform does to accounts, with the webhooks about it. */
  readonly accounts: AccountControls;
  /** What the platform does to flows, with the webhooks about it. */
  readonly flows: FlowControls;
  /**
   * Sends a webhook of any field, with a value or with the example in the document of webhooks. It goes where the field
   * is subscribed to, and changes nothing else. Where values of the field name a business number, it is filled in.
   *
   * @throws TypeError if there is no such field, number or account, or the value does not fit the document
   * @example
   * await sandbox.emit("account_update", { event: "ACCOUNT_DELETED" });
   * await sandbox.emit("smb_app_state_sync");
   */
  emit<Field extends WebhookField>(
    field: Field,
    value?: ChangeContent<Field>,
    options?: EmitOptions,
  ): Promise<readonly WebhookDelivery[]>;
  /** Resolves as soon as no webhook delivery is pending. */
  settled(): Promise<void>;
  /**
   * Restores the initial state: that of the examples of the documents, and no pre-verified numbers, files, issued tokens,
   * faults, calls, messages or webhooks.
   */
  reset(): void;
  /**
   * The whole state as plain data, which JSON can carry: files in base64, tokens, and the lists of calls and webhooks. It
   * does not change afterwards, and cannot be changed.
   */
  snapshot(): Snapshot;
  /**
   * Goes back to a snapshot, of this sandbox or another one. Ids of nodes that are made afterwards go on. Pending
   * deliveries are given up, faults are dropped, and the time goes on as it does.
   *
   * @throws TypeError if it is malformed or of another version; then nothing changes
   */
  restore(snapshot: Snapshot): void;
  /** Stops listening and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts a local Graph API that checks every call against the OpenAPI documents, keeps state and
 * fails on demand.
 *
 * @throws TypeError if an option is invalid, Error if the documents cannot be loaded or the port is in use
 *
 * @example
 * ```ts
 * const sandbox = await createSandbox();
 * const address = `${sandbox.url}/v25.0/${sandbox.businesses[0].id}/preverified_numbers`;
 * const response = await fetch(address, { headers: { Authorization: `Bearer ${sandbox.accessToken}` } });
 * console.log(await response.json());
 * await sandbox.close();
 * ```
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = readOptions(options);
  const tellCall = afterwards(options.onCall);
  const tellDelivery = afterwards(options.onDelivery);
  const { port, mediaPort, host, appSecret, businesses, webhook, webhookHosts, strict, publicUrl } = settings;
  const table = new OperationTable(await openSpecs(settings.specs));
  const { keptMessages } = settings;
  const world = new World({ message: keptMessages, inbound_message: keptMessages });
  const first = fillWorld(world, table, settings);
  const onCall = (call: RecordedCall) => {
    feed.tell({ type: "call", call });
    campaigns.takeCall(call);
    tellCall(call);
  };
  const data = openData(settings.data, world);
  putOwn(world, settings);
  const phoneNumberId = (world.find("phone_number", seedIds.phoneNumber) ?? world.all("phone_number")[0])?.id ?? "";
  const { accessToken = data.own.accessToken } = settings;
  const { webhookSecret = appSecret ?? data.own.webhookSecret } = settings;
  const timers = createTimers(world, settings.now, (name) =>
    domains.map((domain) => domain.timers?.[name]).find(Boolean),
  );
  const { now } = timers;
  const feed = createFeed(world, now);
  const campaigns = createCampaignIndex(world, feed, now);
  const faults = new FaultQueue(
    (operationId) => table.has(operationId),
    (fault) => feed.tell({ type: "fault", fault }),
  );
  const webhooks = createWebhooks({
    appSecret: webhookSecret,
    now,
    subscriptionsFor: (event) => subscriptionsFor(world, event),
    hosts: webhookHosts,
    ...(webhook?.batch !== undefined && { batch: webhook.batch }),
    ...(webhook?.attempts !== undefined && { attempts: webhook.attempts }),
    onProgress: (delivery) => feed.tell({ type: "delivery", delivery }),
    onDelivery(delivery) {
      feed.tell({ type: "delivery", delivery });
      tellDelivery(delivery);
    },
  });
  const waiting = createChanges();
  const tokens = new TokenStore({ accessToken, appSecret, ownSecret: appSecret ?? webhookSecret, now, world });
  const domains: Domain[] = [];
  const state: SandboxState = { domains, tokens, faults, now, calls: [] };
  const mediaServer = createServer(createMediaHost(state, businesses[0], onCall));
  const ownMediaUrl = await listen(mediaServer, mediaPort, host).catch((error: unknown) => {
    data.close();
    throw error;
  });
  const mediaUrl = settings.publicMediaUrl ?? ownMediaUrl;
  const context: DomainContext = {
    businesses,
    now,
    mediaUrl,
    tokens,
    world,
    phoneNumberId,
    rules: settings.rules,
    webhookSecret,
    webhookVersion: webhook?.version ?? "v25.0",
    templateReview: settings.templateReview,
    after: timers.after,
    emit: webhooks.emit,
    handshake: webhooks.handshake,
    webhookHosts,
    changed: waiting.changed,
    until: waiting.until,
  };
  domains.push(...createDomains(context));
  const controls = {
    clock: { now, advance: timers.advance },
    get calls() {
      return state.calls.map((call) => ({ ...call })); // what is in them is frozen
    },
    get sent() {
      return structuredClone(sentMessages(world));
    },
    get webhooks() {
      return webhooks.deliveries;
    },
    customer: (identity: string | CustomerIdentity) =>
      createCustomer(context, typeof identity === "string" ? { phoneNumber: identity } : identity),
    numbers: createNumberControls(context),
    accounts: createAccountControls(context),
    flows: createFlowControls(context),
    emit: <Field extends WebhookField>(field: Field, value?: ChangeContent<Field>, about?: EmitOptions) =>
      emitField(context, field, value, about),
    customers: () => listCustomers(world),
    suspendGroup: (groupId: string, isSuspended = true) => suspendGroup(context, groupId, isSuspended),
    templates: createTemplateControls(context),
    redeliver: webhooks.redeliver,
    verifyWebhook: async () => (await verify()).outcome,
    settled: webhooks.settled,
    get warnings() {
      return warningsOf(state.calls);
    },
    codeFor: (numberId: string) => domains.map((domain) => domain.codeFor?.(numberId)).find(Boolean),
    inject: (fault: unknown) => faults.add(fault),
    get faults() {
      return faults.pending;
    },
    removeFaults: (id?: string) => faults.remove(id),
    deliver: (to: string | URL, changes: readonly WebhookChange[], how?: DeliverOptions) =>
      deliverChanges(to, changes, { appSecret: webhookSecret, ...how }),
    issueToken: ({ expiresIn, appId }: { expiresIn?: number; appId?: string } = {}) =>
      tokens.issue(expiresIn, undefined, appId),
    reset: () => load({ world: first, calls: [], webhooks: [] }),
    snapshot: () => takeSnapshot(world, controls.calls, webhooks.deliveries),
    restore: (snapshot: unknown) => load(readSnapshot(snapshot, "Cannot restore the snapshot")),
  };
  async function verify(): Promise<ShownHandshake> {
    const callback = appCallback(world, seedIds.app);
    if (!callback) throw new TypeError("Cannot verify the webhook: the app is not subscribed to webhooks");
    return webhooks.showHandshake(callback.url, callback.verifyToken);
  }
  function load(to: RestorableState): void {
    webhooks.load(to.webhooks);
    waiting.end();
    world.restore(to.world);
    state.calls = [...to.calls];
    for (const call of state.calls) campaigns.takeCall(call);
    faults.remove();
    timers.run();
  }
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(keepBeforeAnswer(data));
  const own = {
    accessToken,
    appSecret: webhookSecret,
    businesses,
    appId: seedIds.app,
    accountId: world.find("phone_number", phoneNumberId)?.of ?? "",
    phoneNumberId,
  };
  let url = "";
  const source = {
    world,
    now,
    feed,
    campaigns,
    table,
    page: consolePage,
    specs: settings.specs,
    about: () => {
      const reached = { ...own, url, mediaUrl };
      const callback = appCallback(world, seedIds.app);
      const verifyToken = callback?.verifyToken ?? webhook?.verifyToken ?? "sandbox";
      const needsProof = appSecret !== undefined;
      return {
        ...reached,
        webhook: callback,
        verifyToken,
        needsProof,
        ...firstMinute(reached, { appSecret, verifyToken }),
      };
    },
    webhook: {
      verify,
      addresses: () => webhookAddresses(world, webhookHosts),
      set: (to: string, verifyToken: string | undefined) =>
        setCallback(world, webhookHosts, webhooks.showHandshake, to, verifyToken),
    },
  };
  app.get("/", toConsole);
  app.route("/_sandbox", createControl(controls, source, { host, publicUrl }));
  app.use(allowLocalPages(table.methods, settings.pageOrigins));
  app.route(
    "/",
    createApp({ table, accessToken, businesses, state, strict, beforeCall: timers.run, onCall, publicUrl }),
  );
  const server = createServer(toListener(getRequestListener(app.fetch, { overrideGlobalObjects: false })));
  const close = async () => {
    timers.stop();
    webhooks.clear();
    waiting.end();
    await Promise.all([stop(server), stop(mediaServer)]);
    data.close();
  };
  try {
    const listening = await listen(server, port, host);
    url = publicUrl ?? listening;
    timers.run(); // what a data file or a seed brought along
    return Object.assign(controls, { ...own, url, mediaUrl, close });
  } catch (error) {
    await close();
    throw error;
  }
}

/** The data file, or a stand-in that keeps nothing. */
function openData(path: string | undefined, world: World): DataFile {
  const random = () => randomBytes(16).toString("hex");
  const own = { accessToken: `sandbox-${random()}`, webhookSecret: random() };
  return path === undefined ? { own, flush: () => undefined, close: () => undefined } : openDataFile(path, world, own);
}

/** Calls `listener` outside of what it is told about, which its errors must not break. */
function afterwards<Event>(listener: ((event: Event) => void) | undefined): (event: Event) => void {
  return (event) => {
    if (!listener) return;
    const copy = structuredClone(event);
    queueMicrotask(() => listener(copy));
  };
}
