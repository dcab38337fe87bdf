import type { Business, Businesses, Rules, TemplateReview } from "./domain.ts";
import type { Snapshot } from "./control/snapshot.ts";
import { seedIds } from "./seed-ids.ts";
import type { RecordedCall } from "./server/recorded-call.ts";
import { limits } from "./server/limits.ts";
import { defaultSpecs } from "./specs.ts";
import { callbackUrlProblem, isHostName } from "./webhooks/callback-url.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";
import { isWebhookField } from "./webhooks/webhook-fields.ts";

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
  /**
   * Origins of pages that may call the Graph API from a browser beside those on loopback, such as
   * `https://openwaba.github.io`, where the documentation tries operations. They need the access token like anybody.
   */
  pageOrigins?: readonly string[];
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
  /** How many messages of businesses are kept, and how many of customers; above it the oldest is dropped. @default 10000 */
  keptMessages?: number;
  /** Snapshot to start with, and to go back to on `reset()`. @default the examples of the documents */
  seed?: Snapshot;
  /** Directory of the bundled OpenAPI documents. @default the one in this package */
  specs?: URL | string;
}

const defaults = {
  port: 0,
  mediaPort: 0,
  host: "127.0.0.1",
  businesses: [{ id: seedIds.business, name: "Lantern Telecom" }],
  now: Date.now,
  webhookHosts: [],
  pageOrigins: [],
  templateReview: "automatic",
  strict: false,
  keptMessages: limits.entries,
  specs: defaultSpecs,
} satisfies SandboxOptions;

const rules: Rules = { customerServiceWindow: true, rateLimits: false };

/** Options with their defaults. */
export type Settings = SandboxOptions &
  Omit<Required<Pick<SandboxOptions, keyof typeof defaults>>, "businesses"> & {
    businesses: Businesses;
    rules: Rules;
  };

/**
 * Options that were checked, with their defaults.
 *
 * @throws TypeError if one is invalid
 */
export function readOptions(options: SandboxOptions): Settings {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings = { ...defaults, ...(given as SandboxOptions) };
  const { port, mediaPort, host, accessToken, businesses, webhook, webhookHosts, templateReview } = settings;
  for (const number of [port, mediaPort]) checkAddress(number, host);
  if (accessToken !== undefined) checkToken(accessToken);
  if (settings.appSecret === "" || settings.webhookSecret === "")
    throw new TypeError("Cannot start the sandbox: the app secret is empty");
  if (settings.data === "") throw new TypeError("Cannot start the sandbox: the name of the data file is empty");
  checkBusinesses(businesses);
  checkHosts(webhookHosts);
  const pageOrigins = settings.pageOrigins.map((origin) => readOrigin("pageOrigins", origin));
  if (webhook) checkWebhook(webhook, webhookHosts);
  checkReview(templateReview);
  if (!Number.isSafeInteger(settings.keptMessages) || settings.keptMessages < 1)
    throw new TypeError(
      `Cannot start the sandbox: keptMessages must be a whole number from 1, not ${settings.keptMessages}`,
    );
  return { ...settings, ...readOrigins(settings), pageOrigins, businesses, rules: { ...rules, ...settings.rules } };
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
    origins[name] = readOrigin(name, value);
  }
  return origins;
}

function readOrigin(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href)
    throw new TypeError(`Cannot start the sandbox: ${name} must be an origin like http://sandbox:4000, not ${value}`);
  return url.origin;
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
