import { randomInt } from "node:crypto";
import { callbackUrlProblem } from "./callback-url.ts";
import { type Answer, exchange, type ExchangeOptions } from "./exchange.ts";

/** Result of a handshake. */
export type Handshake =
  | { readonly isVerified: true }
  | {
      readonly isVerified: false;
      /** HTTP status, 0 without a complete response in time. */
      readonly status: number;
      /** Continues "the URL could not be verified: ". */
      readonly reason: string;
    };

/** A handshake with what was sent and what came back. */
export interface ShownHandshake {
  readonly outcome: Handshake;
  /** Undefined if nothing was sent. */
  readonly request?: { readonly method: "GET"; readonly url: string };
  readonly response?: Answer;
}

export interface HandshakeOptions extends ExchangeOptions {
  /** Names of hosts that are called by http. @default loopback alone */
  hosts?: readonly string[];
}

/** Asks a receiver to prove that a callback URL belongs to it, as the platform does when the URL is set. It never rejects. */
export async function shakeHands(url: string, verifyToken: string, options: HandshakeOptions): Promise<Handshake> {
  return (await showHandshake(url, verifyToken, options)).outcome;
}

/** The same, with what was sent and what came back. */
export async function showHandshake(
  url: string,
  verifyToken: string,
  options: HandshakeOptions,
): Promise<ShownHandshake> {
  const problem = callbackUrlProblem(url, options.hosts);
  if (problem !== undefined) return { outcome: { isVerified: false, status: 0, reason: problem } };
  const challenge = String(randomInt(1_000_000_000, 10_000_000_000));
  const address = new URL(url);
  address.searchParams.set("hub.mode", "subscribe");
  address.searchParams.set("hub.challenge", challenge);
  address.searchParams.set("hub.verify_token", verifyToken);
  const request = { method: "GET", headers: { "user-agent": "facebookexternalua" } } as const;
  const answer = await exchange(address, request, options);
  return {
    outcome: outcomeOf(answer, challenge),
    request: { method: request.method, url: address.href },
    response: answer,
  };
}

function outcomeOf({ status, response, problem }: Answer, challenge: string): Handshake {
  if (status === 200 && response === challenge) return { isVerified: true };
  return { isVerified: false, status, reason: reasonOf(status, problem) };
}

function reasonOf(status: number, failure: string | undefined): string {
  if (status === 0) return `there was no response: ${failure}`;
  return status === 200 ? "the response is not the challenge" : `the response has status ${status} instead of 200`;
}
