import type { Message } from "../workload.ts";

/** How a client is made to survive faults. */
export interface Survival {
  attempts: number;
  /** Milliseconds for one attempt. */
  timeout: number;
  /** Milliseconds before the second attempt. */
  delay: number;
  /** Whether a POST is repeated too, for clients that do so only when told. */
  repeatsPosts: boolean;
}

export interface Settings {
  /** Without the version and a slash at the end. */
  baseUrl: string;
  /** Instead of the client's own way to send. */
  fetch?: typeof fetch;
  /** Without it the client keeps its defaults. */
  survival?: Survival;
}

/** The two calls that are measured. Both reject unless the platform did what was asked. */
export interface BenchClient {
  /** `GET /{waba_id}/phone_numbers` */
  get: (id: string) => Promise<unknown>;
  /** `POST /{phone_number_id}/messages` */
  post: (id: string, message: Message) => Promise<unknown>;
}

export interface Contender {
  name: string;
  /** What has to be installed for it. */
  peers: string[];
  /** It cannot take a fetch. */
  ownTransport?: true;
  /** It repeats a POST only when told to. */
  sparesPosts?: true;
  create: (settings: Settings) => Promise<BenchClient>;
  /** A program with one call, with authorization and, where there is one, retry. */
  bundle?: string;
}
