import { CliError } from "../cli-error.ts";
import type { Session } from "../session.ts";
import { readStart } from "../webhooks/read-start.ts";
import { sendDelivery } from "../webhooks/send-delivery.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

const about = "webhooks";
const slow = 5000; // ms
const longestWait = 15_000; // ms

/** Says nothing, so that nothing is done about it. */
const emptyDelivery = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');

interface Secrets {
  readonly verifyToken: string;
  readonly appSecret: string;
}

/** Calls a callback URL as the platform does: handshake, a delivery with a wrong signature, one with the right one. */
export async function* tryCallback(session: Session, url: URL, secrets: Secrets): AsyncIterable<Finding> {
  const challenge = String(Math.floor(Math.random() * 1e9));
  const answer = await shakeHands(session, url, secrets.verifyToken, challenge);
  if (answer instanceof Error) {
    yield broken(
      about,
      `The callback URL does not answer: ${answer.message}`,
      "Does your server run, and does the address lead to it from the internet, with a valid certificate?",
    );
    return;
  }
  if (answer.status !== 200 || answer.text !== challenge) {
    const what = answer.status === 200 ? "with something else than hub.challenge" : `with status ${answer.status}`;
    yield broken(
      about,
      `The callback URL answers the handshake ${what}`,
      "It must answer GET with hub.challenge alone, if hub.verify_token is WEBHOOK_VERIFY_TOKEN: `createWebhookHandler` does.",
    );
    return;
  }
  yield ok(about, "The callback URL answers the handshake");
  const other = await shakeHands(session, url, `${secrets.verifyToken}-wrong`, challenge);
  if (!(other instanceof Error) && other.status === 200 && other.text === challenge)
    yield warning(about, "The callback URL accepts any verify token", "Compare hub.verify_token before you answer.");
  yield* tryDeliveries(session, url, secrets.appSecret);
}

async function* tryDeliveries(session: Session, url: URL, appSecret: string): AsyncIterable<Finding> {
  try {
    const unsigned = await sendDelivery(session, url, emptyDelivery, `${appSecret}-wrong`);
    if (isTaken(unsigned.status))
      yield broken(
        about,
        "The callback URL takes deliveries with a wrong signature: anybody can write as a customer of yours",
        "Verify X-Hub-Signature-256 over the raw body, and answer 401 if it is wrong.",
      );
    const signed = await sendDelivery(session, url, emptyDelivery, appSecret);
    if (!isTaken(signed.status))
      yield broken(
        about,
        `The callback URL refuses a delivery that is rightly signed, with status ${signed.status}`,
        "Does it have the same META_APP_SECRET, and does it verify the raw body, before anything parses it?",
      );
    else if (signed.milliseconds > slow)
      yield warning(
        about,
        `The callback URL takes ${(signed.milliseconds / 1000).toFixed(1)} s for an empty delivery`,
        "Answer first and work afterwards: the platform gives up and sends it again.",
      );
    else yield ok(about, `The callback URL takes a signed delivery, in ${signed.milliseconds} ms`);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    yield broken(about, error.message, "It answered the handshake, but not a delivery: look at the server's log.");
  }
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

async function shakeHands(
  session: Session,
  callback: URL,
  verifyToken: string,
  challenge: string,
): Promise<{ status: number; text: string } | Error> {
  const { fetch = globalThis.fetch, signal } = session.context;
  const url = new URL(callback);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", verifyToken);
  const timeout = AbortSignal.timeout(longestWait);
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.any([signal, timeout]) });
    return { status: response.status, text: (await readStart(response)).trim() };
  } catch (error) {
    if (signal.aborted) throw error;
    if (timeout.aborted) return new Error(`no response within ${longestWait / 1000} s`);
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return new Error(cause?.code ?? message);
  }
}
