import type { Chunks } from "./server/body.ts";
import type { TokenStore } from "./platform/token-store.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";
import type { Handshake } from "./webhooks/handshake.ts";
import type { WebhookEvent } from "./webhooks/webhook-event.ts";
import type { TimerAction } from "./world/clock.ts";
import type { Data, World } from "./world/world.ts";
import type { CheckedRequest } from "./server/validate.ts";

/** A business portfolio of the sandbox. */
export interface Business {
  /** Digits. */
  id: string;
  name: string;
}

/** Businesses, at least one. */
export type Businesses = readonly [Business, ...Business[]];

/** Rules of the platform that can be switched on and off. */
export interface Rules {
  /** Whether only templates reach a customer who has not written within 24 hours. @default true */
  customerServiceWindow: boolean;
  /** Whether numbers and accounts have limits of rate: messages a second, messages to one recipient, calls an hour. @default false */
  rateLimits: boolean;
}

/** How templates are reviewed: approved by themselves after a second, or by hand. */
export type TemplateReview = "automatic" | "manual";

/** What a domain works with. */
export interface DomainContext {
  readonly world: World;
  readonly businesses: Businesses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The accepted tokens. */
  readonly tokens: TokenStore;
  /** Origin of file downloads. */
  readonly mediaUrl: string;
  /** The business number that customers write to unless they name another. */
  readonly phoneNumberId: string;
  readonly rules: Rules;
  /** Signs what is sent to receivers and endpoints. */
  readonly webhookSecret: string;
  /** Graph API version of webhooks, such as "v25.0". */
  readonly webhookVersion: string;
  readonly templateReview: TemplateReview;
  /** Runs a timer of a domain in so many milliseconds. */
  after(milliseconds: number, timer: string, about: Data): void;
  /** Tells everyone who subscribed to it what happened. */
  emit(event: WebhookEvent): Promise<readonly WebhookDelivery[]>;
  /** Asks a receiver to prove that a callback URL belongs to it. */
  handshake(url: string, verifyToken: string): Promise<Handshake>;
  /** Names of hosts whose callback URLs may be http. */
  readonly webhookHosts: readonly string[];
  /** Says that a message was sent, to those who wait for one. */
  changed(): void;
  /** Resolves as soon as `isTrue` is after a change, or after `timeout` milliseconds. */
  until(isTrue: () => boolean, timeout: number): Promise<void>;
}

/**
 * Handles one operation in every version. Returns the node with the fields of all versions, or for a list an array of
 * all its nodes, which may stand as `data` beside a `summary`; fields and pages are selected afterwards. Undefined responds with the example in the document.
 */
export type Handler = (request: CheckedRequest) => object | undefined | Promise<object | undefined>;

/** Handles an operation whose body is a file, read while it arrives; otherwise like a {@link Handler}. */
export type Receiver = (request: CheckedRequest, headers: Headers, chunks: Chunks) => Promise<object | undefined>;

/** A file that can be downloaded. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  /** Media type. */
  readonly type: string;
}

/** A part of the platform with its state. */
export interface Domain {
  /** Whether a node with the id exists, by the path parameter that holds such ids. */
  readonly nodes: Readonly<Record<string, (id: string) => boolean>>;
  /** By `operationId`. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** By `operationId`. */
  readonly receivers?: Readonly<Record<string, Receiver>>;
  /** What happens later, by the name that `after` was given. */
  readonly timers?: Readonly<Record<string, TimerAction>>;
  /** The code last sent to a number. */
  codeFor?(numberId: string): string | undefined;
  /** The file at a path and query of the media host. */
  fileAt?(address: string): StoredFile | undefined;
}

export type CreateDomain = (context: DomainContext) => Domain;
