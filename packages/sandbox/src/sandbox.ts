import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { ChangeContent } from "@openwaba/webhooks";
import type { MiddlewareHandler } from "hono";
import { Hono } from "hono/tiny";
import { createApp, type SandboxState } from "./server/app.ts";
import { type RecordedCall, type Warning, warningsOf } from "./server/recorded-call.ts";
import { type EmitOptions, emitField } from "./control/emit.ts";
import { createControl } from "./server/control.ts";
import { allowLocalPages } from "./server/local-pages.ts";
import { type Delivery, deliverChanges, type DeliverOptions, type WebhookChange } from "./webhooks/deliver-webhooks.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";
import { callbackUrlProblem, isHostName } from "./webhooks/callback-url.ts";
import type { Handshake } from "./webhooks/handshake.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";
import { isWebhookField, type WebhookField } from "./webhooks/webhook-fields.ts";
import { createChanges } from "./world/changes.ts";
import { type Clock, createTimers } from "./world/clock.ts";
import type { Business, Businesses, CreateDomain, Rules, TemplateReview } from "./domain.ts";
import { type Fault, FaultQueue } from "./faults.ts";
import { listen, stop, toListener } from "./server/http-server.ts";
import { createMedia } from "./platform/media.ts";
import { createMediaHost } from "./server/media-host.ts";
import { OperationTable } from "./server/operations.ts";
import { createPreverifiedNumbers } from "./platform/preverified-numbers.ts";
import { defaultSpecs, openSpecs } from "./specs.ts";
import { createCustomer, listCustomers } from "./platform/customers.ts";
import type { Customer, CustomerProfile } from "./platform/customer-types.ts";
import { type CustomerIdentity, seedCustomers } from "./platform/customer-nodes.ts";
import { type AccountState, setAccountState } from "./platform/account-state.ts";
import { suspendGroup } from "./platform/group-state.ts";
import { createAccountLimits } from "./platform/rules/rate.ts";
import { createMessages } from "./platform/messages.ts";
import { type SentMessage, sentMessages } from "./platform/sent-messages.ts";
import { type AccountControls, createAccountControls } from "./platform/account-controls.ts";
import { createFlowControls, type FlowControls } from "./platform/flow-events.ts";
import { createNumberControls, type NumberControls } from "./platform/number-controls.ts";
import { createKept } from "./platform/kept.ts";
import { createCalls } from "./platform/manage-call.ts";
import { keptOperations } from "./platform/kept-operations.ts";
import { seedMedia } from "./platform/seed-media.ts";
import { readSnapshot, type RestorableState, type Snapshot, takeSnapshot } from "./control/snapshot.ts";
import { type DataFile, openDataFile } from "./world/data-file.ts";
import { deepFreeze } from "./world/snapshot.ts";
import { appCallback, seedSubscriptions, subscriptionsFor } from "./platform/subscriptions.ts";
import { createTemplates } from "./platform/templates.ts";
import { createTemplateControls, type TemplateControls } from "./platform/templates/controls.ts";
import { seedTemplates, templateSeeds } from "./platform/templates/seed.ts";
import { seedIds } from "./seed-ids.ts";
import { seedFromExamples } from "./world/seed.ts";
import { World } from "./world/world.ts";
import { TokenStore } from "./platform/token-store.ts";
import { createTokens } from "./platform/tokens.ts";
import { createUploads } from "./platform/uploads.ts";

const domains: CreateDomain[] = [
  createAccountLimits,
  createKept,
  createCalls,
  createPreverifiedNumbers,
  createMedia,
  createUploads,
  createTemplates,
  createMessages,
  createTokens,
];

/** The callback URL of the app, which is subscribed to all accounts that the sandbox starts with. */
export interface WebhookTarget {
  /** https, or http on loopback or one of `webhookHosts`. */
  url: string;
  /** @default "sandbox" */
  verifyToken?: string;
  /** Fields that the app subscribed to. @default all */
  fields?: readonly string[];
  /** Maximum changes in one delivery, 1 to 1000; only what happens at once is joined. @default 1 */
  batch?: number;
  /** Maximum attempts per delivery until it gets a 2xx response. @default 3 */
  attempts?: number;
  /** Graph API version of the app; before v24.0 statuses have a conversation. @default "v25.0" */
  version?: string;
}

export interface SandboxOptions {
  /** Port to listen on, 0 for any free port. @default 0 */
  port?: number;
  /** Port of file downloads, 0 for any free port. @default 0 */
  mediaPort?: number;
  /** Address to listen on. @default "127.0.0.1" */
  host?: string;
  /** The access token that always works. @default random */
  accessToken?: string;
  /**
   * App secret; if set, calls without a valid `appsecret_proof` are rejected.
   * @default calls need no proof
   */
  appSecret?: string;
  /** Secret that signs webhooks, if it is not to be that of calls. @default `appSecret`, else random */
  webhookSecret?: string;
  /** Businesses that own nodes, at least one. @default Lantern Telecom, 506914307656634 */
  businesses?: readonly Business[];
  /** Clock for codes, verifications, reviews, tokens and file URLs, in milliseconds since 1970. @default Date.now */
  now?: () => number;
  /** Where webhooks go, as the callback URL of the app says. @default nowhere: they are only kept in `webhooks` */
  webhook?: WebhookTarget;
  /**
   * Names of hosts that callback URLs may name with http beside loopback, such as `host.docker.internal` or the service
   * of another container.
   */
  webhookHosts?: readonly string[];
  /** Rules of the platform to switch on or off. */
  rules?: Partial<Rules>;
  /**
   * Whether new and edited templates are approved by themselves after a second, or wait for `templates.approve()` or
   * `templates.reject()`.
   * @default "automatic"
   */
  templateReview?: TemplateReview;
  /**
   * Rejects everything that no document has: unknown names at every depth, parameters in another place than documented,
   * URLs without a version. Without it, all this is accepted with a warning, as on the platform.
   * @default false
   */
  strict?: boolean;
  /**
   * Called with each call to the Graph API and each download, as soon as its response is known; status 0 if the
   * connection was lost. What it throws is reported as uncaught.
   */
  onCall?: (call: RecordedCall) => void;
  /** Called with each webhook delivery once it was accepted or given up. What it throws is reported as uncaught. */
  onDelivery?: (delivery: WebhookDelivery) => void;
  /**
   * Origin by which others reach it, such as `http://sandbox:4000`: in paging links, and as `url`.
   *
   * @default where it listens
   */
  publicUrl?: string;
  /** The same of file downloads, as `mediaUrl`. @default where they are listened for */
  publicMediaUrl?: string;
  /**
   * File that keeps the state over restarts, also if the process is killed: everything that calls had been answered, but
   * not the lists of calls and webhooks. It is made if it is not there; one sandbox at a time may use it.
   *
   * @default the state is forgotten
   */
  data?: string;
  /** Snapshot to start with, and to go back to on `reset()`. @default the examples of the documents */
  seed?: Snapshot;
  /** Directory of the bundled OpenAPI documents. @default the one in this package */
  specs?: URL | string;
}

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
  /** Id of the business number that customers write to unless they name another. */
  readonly phoneNumberId: string;
  /** The last 10,000 messages that businesses sent, oldest first. */
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
   * Changes whether an account may send: `locked` accounts are refused with code 131031, `restricted` ones with 368, and
   * messages of `unpaid` ones that cost something fail with 131042. `active` ends that.
   *
   * @param accountId `102290129340398` unless given
   * @throws TypeError if there is no such account or state
   */
  setAccountState(state: AccountState, accountId?: string): void;
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
  const {
    port = 0,
    mediaPort = 0,
    host = "127.0.0.1",
    appSecret,
    businesses = [{ id: seedIds.business, name: "Lantern Telecom" }],
    webhook,
    rules,
    webhookHosts = [],
    templateReview = "automatic",
    strict = false,
    specs = defaultSpecs,
  } = options;
  for (const number of [port, mediaPort]) checkAddress(number, host);
  if (options.accessToken !== undefined) checkToken(options.accessToken);
  if (appSecret === "" || options.webhookSecret === "")
    throw new TypeError("Cannot start the sandbox: the app secret is empty");
  const { publicUrl, publicMediaUrl } = readOrigins(options);
  if (options.data === "") throw new TypeError("Cannot start the sandbox: the name of the data file is empty");
  checkBusinesses(businesses);
  checkHosts(webhookHosts);
  if (webhook) checkWebhook(webhook, webhookHosts);
  checkReview(templateReview);
  const onCall = afterwards(options.onCall);
  const table = new OperationTable(await openSpecs(specs));
  const faults = new FaultQueue((operationId) => table.has(operationId));
  const world = new World();
  seedFromExamples(world, table, { ...keptOperations, ...templateSeeds });
  seedTemplates(world);
  seedMedia(world);
  seedCustomers(world, options.now ?? Date.now);
  if (options.seed) world.restore(readSnapshot(options.seed, "Cannot start with the seed").world);
  const putOwn = () => {
    putBusinesses(world, businesses);
    if (webhook) seedSubscriptions(world, { verifyToken: "sandbox", ...webhook });
  };
  putOwn();
  const seed = world.snapshot();
  for (const node of seed.nodes) deepFreeze(node.data);
  const data = openData(options.data, world);
  putOwn();
  const phoneNumberId = (world.find("phone_number", seedIds.phoneNumber) ?? world.all("phone_number")[0])?.id ?? "";
  const { accessToken = data.own.accessToken } = options;
  const { webhookSecret = appSecret ?? data.own.webhookSecret } = options;
  const timers = createTimers(world, options.now ?? Date.now, (name) =>
    state.domains.map((domain) => domain.timers?.[name]).find(Boolean),
  );
  const { now } = timers;
  const newTokens = () => new TokenStore({ accessToken, appSecret, now, world });
  const state: SandboxState = { domains: [], tokens: newTokens(), faults, calls: [] };
  const webhooks = createWebhooks({
    appSecret: webhookSecret,
    now,
    subscriptionsFor: (event) => subscriptionsFor(world, event),
    hosts: webhookHosts,
    ...(webhook?.batch !== undefined && { batch: webhook.batch }),
    ...(webhook?.attempts !== undefined && { attempts: webhook.attempts }),
    onDelivery: afterwards(options.onDelivery),
  });
  const waiting = createChanges();
  const mediaServer = createServer(createMediaHost(state, businesses[0], onCall));
  const ownMediaUrl = await listen(mediaServer, mediaPort, host).catch((error: unknown) => {
    data.close();
    throw error;
  });
  const mediaUrl = publicMediaUrl ?? ownMediaUrl;
  const newContext = () => ({
    businesses,
    now,
    mediaUrl,
    tokens: state.tokens,
    world,
    phoneNumberId,
    rules: { customerServiceWindow: true, rateLimits: false, ...rules },
    webhookVersion: webhook?.version ?? "v25.0",
    templateReview,
    after: timers.after,
    emit: webhooks.emit,
    handshake: webhooks.handshake,
    webhookHosts,
    changed: waiting.changed,
    until: waiting.until,
  });
  const context = newContext();
  const newDomains = () => domains.map((create) => create(newContext()));
  state.domains = newDomains();
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
      createCustomer(newContext(), typeof identity === "string" ? { phoneNumber: identity } : identity),
    numbers: createNumberControls(context),
    accounts: createAccountControls(context),
    flows: createFlowControls(context),
    emit: <Field extends WebhookField>(field: Field, value?: ChangeContent<Field>, about?: EmitOptions) =>
      emitField(context, field, value, about),
    customers: () => listCustomers(world),
    setAccountState: (accountState: AccountState, accountId: string = seedIds.account) =>
      setAccountState(world, accountState, accountId),
    suspendGroup: (groupId: string, isSuspended = true) => suspendGroup(newContext(), groupId, isSuspended),
    templates: createTemplateControls(context),
    redeliver: webhooks.redeliver,
    verifyWebhook: async () => {
      const callback = appCallback(world, seedIds.app);
      if (!callback) throw new TypeError("Cannot verify the webhook: the app is not subscribed to webhooks");
      return webhooks.handshake(callback.url, callback.verifyToken);
    },
    settled: webhooks.settled,
    get warnings() {
      return warningsOf(state.calls);
    },
    codeFor: (numberId: string) => state.domains.map((domain) => domain.codeFor?.(numberId)).find(Boolean),
    inject: (fault: unknown) => faults.add(fault),
    deliver: (to: string | URL, changes: readonly WebhookChange[], how?: DeliverOptions) =>
      deliverChanges(to, changes, { appSecret: webhookSecret, ...how }),
    issueToken: ({ expiresIn, appId }: { expiresIn?: number; appId?: string } = {}) =>
      state.tokens.issue(expiresIn, undefined, appId),
    reset: () => load({ world: seed, calls: [], webhooks: [] }),
    snapshot: () => takeSnapshot(world, controls.calls, webhooks.deliveries),
    restore: (snapshot: unknown) => load(readSnapshot(snapshot, "Cannot restore the snapshot")),
  };
  function load(to: RestorableState): void {
    webhooks.load(to.webhooks);
    waiting.end();
    world.restore(to.world);
    state.tokens = newTokens();
    state.domains = newDomains();
    state.calls = [...to.calls];
    faults.clear();
    timers.run();
  }
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(keepBeforeAnswer(data));
  app.route("/_sandbox", createControl(controls, host, publicUrl));
  app.use(allowLocalPages(table.methods));
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
    const ownUrl = await listen(server, port, host);
    timers.run(); // what a data file or a seed brought along
    return Object.assign(controls, {
      url: publicUrl ?? ownUrl,
      mediaUrl,
      accessToken,
      appSecret: webhookSecret,
      businesses,
      phoneNumberId,
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

function putBusinesses(world: World, businesses: Businesses): void {
  for (const { id, name } of businesses) {
    const data = world.find("business", id)?.data;
    if (data?.["name"] !== name) world.put("business", undefined, { ...data, id, name }, id);
  }
}

/** Answers no call before what it changed is kept. */
function keepBeforeAnswer(data: DataFile): MiddlewareHandler {
  return async (context, next) => {
    await next();
    try {
      data.flush();
    } catch (error) {
      const message = `(#1) The sandbox cannot keep its state: ${error instanceof Error ? error.message : String(error)}`;
      context.res = context.json({ error: { message, type: "OAuthException", code: 1 } }, 500);
    }
  };
}

/** The data file, or a stand-in that keeps nothing. */
function openData(path: string | undefined, world: World): DataFile {
  const random = () => randomBytes(16).toString("hex");
  const own = { accessToken: `sandbox-${random()}`, webhookSecret: random() };
  return path === undefined ? { own, flush: () => undefined, close: () => undefined } : openDataFile(path, world, own);
}

function checkAddress(port: number, host: string): void {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(`Cannot start the sandbox: the port must be a whole number from 0 to 65535, not ${port}`);
  }
  // node:http would listen on every address of the machine
  if (host.trim() === "") throw new TypeError("Cannot start the sandbox: the host is empty");
}

/** The public addresses without a slash at the end. */
function readOrigins(options: SandboxOptions): { publicUrl?: string; publicMediaUrl?: string } {
  const origins: { publicUrl?: string; publicMediaUrl?: string } = {};
  for (const name of ["publicUrl", "publicMediaUrl"] as const) {
    const value = options[name];
    if (value === undefined) continue;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href)
      throw new TypeError(`Cannot start the sandbox: ${name} must be an origin like http://sandbox:4000, not ${value}`);
    origins[name] = url.origin;
  }
  return origins;
}

function checkHosts(hosts: readonly string[]): void {
  for (const host of hosts)
    if (!isHostName(host)) throw new TypeError(`Cannot start the sandbox: ${host} is not the name of a host`);
}

function checkWebhook({ url, verifyToken, fields, version = "v25.0" }: WebhookTarget, hosts: readonly string[]): void {
  for (const field of fields ?? [])
    if (!isWebhookField(field)) throw new TypeError(`Cannot start the sandbox: webhooks have no field ${field}`);
  const problem = callbackUrlProblem(url, hosts);
  if (problem !== undefined) throw new TypeError(`Cannot start the sandbox: the webhook is ${url}, ${problem}`);
  if (verifyToken === "") throw new TypeError("Cannot start the sandbox: the verify token of the webhook is empty");
  if (!/^v\d{1,3}\.\d$/.test(version))
    throw new TypeError(
      `Cannot start the sandbox: the version of the webhook must be one such as v25.0, got ${version}`,
    );
}

function checkReview(review: string): void {
  if (review === "automatic" || review === "manual") return;
  throw new TypeError(`Cannot start the sandbox: templateReview is automatic or manual, not ${review}`);
}

/** Calls `listener` outside of what it is told about, which its errors must not break. */
function afterwards<Event>(listener: ((event: Event) => void) | undefined): (event: Event) => void {
  return (event) => {
    if (!listener) return;
    const copy = structuredClone(event);
    queueMicrotask(() => listener(copy));
  };
}

function checkToken(accessToken: string): void {
  if (/^[\x21-\x7e]+$/.test(accessToken)) return;
  throw new TypeError(
    "Cannot start the sandbox: the access token must be printable ASCII without spaces, and not empty",
  );
}

function checkBusinesses(businesses: readonly Business[]): asserts businesses is Businesses {
  if (businesses.length === 0) throw new TypeError("Cannot start the sandbox: there must be at least one business");
  for (const { id } of businesses) {
    if (!/^[0-9]+$/.test(id)) throw new TypeError(`Cannot start the sandbox: the business id ${id} must be digits`);
    if (businesses.filter((other) => other.id === id).length === 1) continue;
    throw new TypeError(`Cannot start the sandbox: there are two businesses with the id ${id}`);
  }
}
