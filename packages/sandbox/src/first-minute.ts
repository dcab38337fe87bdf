import { createHmac } from "node:crypto";
import type { Businesses } from "./domain.ts";

/** What a first call and a first conversation need, as texts to copy. */
export interface FirstMinute {
  /** For the `.env` of a program. */
  readonly environment: string;
  /** A command for curl that sends a template. */
  readonly sendTemplate: string;
  /** A command for curl that writes to the business as a customer. */
  readonly writeAsCustomer: string;
}

interface Secrets {
  /** Secret that calls must be signed with, undefined if they need no signature. */
  readonly appSecret: string | undefined;
  readonly verifyToken: string;
}

/** Addresses, ids and secrets of a sandbox. */
interface Reached {
  readonly url: string;
  readonly mediaUrl: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly businesses: Businesses;
  readonly appId: string;
  readonly accountId: string;
  readonly phoneNumberId: string;
}

export function firstMinute(sandbox: Reached, { appSecret, verifyToken }: Secrets): FirstMinute {
  const { url, mediaUrl, accessToken, businesses, appId, accountId, phoneNumberId } = sandbox;
  const environment = {
    WHATSAPP_BASE_URL: url,
    WHATSAPP_MEDIA_ORIGIN: mediaUrl,
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_BUSINESS_ID: businesses[0].id,
    WHATSAPP_BUSINESS_ACCOUNT_ID: accountId,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    META_APP_ID: appId,
    META_APP_SECRET: sandbox.appSecret,
    WEBHOOK_VERIFY_TOKEN: verifyToken,
  };
  return {
    environment: Object.entries(environment)
      .map(([name, value]) => `${name}=${quoteValue(value)}`)
      .join("\n"),
    sendTemplate: curl(
      `${url}/v25.0/${phoneNumberId}/messages${proofFor(accessToken, appSecret)}`,
      template,
      accessToken,
    ),
    writeAsCustomer: curl(`${url}/_sandbox/customers/15550123456/messages`, { type: "text", body: "Hello" }),
  };
}

const template = {
  messaging_product: "whatsapp",
  to: "15550123456",
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
};

function curl(url: string, body: object, accessToken?: string): string {
  const headers = [
    ...(accessToken === undefined ? [] : [`Authorization: Bearer ${accessToken}`]),
    "Content-Type: application/json",
  ];
  const lines = [`curl ${quoteWord(url)}`, ...headers.map((header) => `-H ${quoteWord(header)}`)];
  return [...lines, `-d ${quoteWord(JSON.stringify(body))}`].join(" \\\n  ");
}

function proofFor(accessToken: string, appSecret: string | undefined): string {
  if (appSecret === undefined) return "";
  return `?appsecret_proof=${createHmac("sha256", appSecret).update(accessToken).digest("hex")}`;
}

/** A word of a shell that stands for itself. */
function quoteWord(word: string): string {
  return /^[\w.:/[\]-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A value in a `.env` file. */
function quoteValue(value: string): string {
  if (/^[\w.:/[\]@%+=-]+$/.test(value)) return value;
  const quote = ["'", '"', "`"].find((mark) => !value.includes(mark)) ?? "'";
  return `${quote}${value}${quote}`;
}
