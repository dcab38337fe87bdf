import type { Data } from "../../world/world.ts";

/** What somebody does on a phone that the endpoint of the flow is asked about. */
export interface FlowRequest {
  /** `INIT` opens the flow, `BACK` leaves a screen with `refresh_on_back`, `data_exchange` is an action. */
  readonly action: "INIT" | "BACK" | "data_exchange";
  /** The screen that it happens on. @default "" */
  readonly screen?: string;
  /** The payload of the action. @default {} */
  readonly data?: Data;
  /** @default "unused" */
  readonly flow_token?: string;
  /** The number whose public key encrypts the request. @default the first of the account that has one */
  readonly phoneNumberId?: string;
}

/** Where trouble is: on the phone, which tells the endpoint, or at the endpoint. */
const places = {
  "business-decryption-error": "client",
  "invalid-screen-transition": "client",
  "payload-schema-error": "client",
  "public-key-missing": "client",
  "response-decryption-error": "client",
  no_http_response_error: "endpoint",
  timeout_error: "endpoint",
  unexpected_http_status_code: "endpoint",
} as const;

/** Why a phone shows an error, as the platform names it in error notifications. */
export type FlowTroubleType = keyof typeof places;

export interface FlowTrouble {
  readonly type: FlowTroubleType;
  /** What is wrong, in a sentence without its end. */
  readonly message: string;
}

/** A request to an endpoint, and what came back. */
export interface FlowExchange {
  /** What was sent, before it was encrypted. */
  readonly request: Data;
  /** HTTP status; 0 without a complete response in time, or if nothing was sent. */
  readonly status: number;
  /** Milliseconds until the response was complete. */
  readonly latency: number;
  /** The response, decrypted; of status 427 an `error_msg`. Undefined if it cannot be read. */
  readonly answer?: Data;
  /** Why a phone shows an error instead of the answer. */
  readonly trouble?: FlowTrouble;
}

export function placeOf(type: FlowTroubleType): "client" | "endpoint" {
  return places[type];
}
