import type { Message } from "./workload.ts";

/** Timeout and retry settings of a client. */
export interface Survival {
  attempts: number;
  /** Timeout per attempt in ms. */
  timeout: number;
  /** Delay before the first retry, in ms. */
  delay: number;
  /** Whether to retry POSTs too, for clients that do so only when configured. */
  repeatsPosts: boolean;
}

export interface Settings {
  /** Without the version and without a trailing slash. */
  baseUrl: string;
  /** Replaces the client's own transport. */
  fetch?: typeof fetch;
  /** Without it the client keeps its defaults. */
  survival?: Survival;
}

/** The two measured calls. Both reject unless the request succeeded. */
export interface Calls {
  /** `GET /{waba_id}/phone_numbers` */
  get: (id: string) => Promise<unknown>;
  /** `POST /{phone_number_id}/messages` */
  post: (id: string, message: Message) => Promise<unknown>;
}

export interface Client {
  name: string;
  /** The npm package whose version is shown. */
  package?: string;
  /** It does not accept a custom `fetch`. */
  ownTransport?: true;
  /** It retries a POST only when configured to. */
  sparesPosts?: true;
  create: (settings: Settings) => Calls | Promise<Calls>;
  /** A program with one call, with authorization and, if the client has it, retry. */
  bundle?: string;
}

/** How a client handles a delivery. Its name is that of its package. */
export interface WebhookClient {
  name: string;
  /** Undefined if it has no separate signature check. */
  verify?: (text: string, signature: string) => Promise<boolean>;
  read: (text: string, signature: string) => Promise<unknown>;
}
