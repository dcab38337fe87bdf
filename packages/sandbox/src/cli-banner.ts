import { createHmac } from "node:crypto";
import type { SandboxOptions } from "./options.ts";
import type { Sandbox } from "./sandbox.ts";

/** What the command prints when the sandbox runs: all that is needed for a first call and a first conversation. */
export function describeSandbox(sandbox: Sandbox, { appSecret, webhook }: SandboxOptions): string {
  const { url, mediaUrl, accessToken, businesses, appId, accountId, phoneNumberId } = sandbox;
  const [business] = businesses;
  const verifyToken = webhook?.verifyToken ?? "sandbox";
  const rows = [
    ["base URL", url],
    ["file downloads", mediaUrl],
    ["access token", accessToken],
    ...(appSecret === undefined ? [] : [["app secret", `${appSecret} (calls need an appsecret_proof)`]]),
    ["business id", `${business.id} (${business.name})`],
    ["app id", appId],
    ["account id", accountId],
    ["number id", phoneNumberId],
    ["webhook", webhook?.url ?? "none: start it with --webhook http://127.0.0.1:3000/ to get messages and statuses"],
    ["webhook secret", sandbox.appSecret],
    ["verify token", verifyToken],
  ];
  const environment = {
    WHATSAPP_BASE_URL: url,
    WHATSAPP_MEDIA_ORIGIN: mediaUrl,
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_BUSINESS_ID: business.id,
    WHATSAPP_BUSINESS_ACCOUNT_ID: accountId,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    META_APP_ID: appId,
    META_APP_SECRET: sandbox.appSecret,
    WEBHOOK_VERIFY_TOKEN: verifyToken,
  };
  return `The sandbox is running: stop it with Ctrl+C

${rows.map(([name = "", value]) => `  ${name.padEnd(14)}  ${value}`).join("\n")}

For the .env of your program. Ports, token and secret are new at each start unless options set them, see --help:

${Object.entries(environment)
  .map(([name, value]) => `${name}=${quoteValue(value)}`)
  .join("\n")}

Send a template:

${curl(`${url}/v25.0/${phoneNumberId}/messages${proofFor(accessToken, appSecret)}`, template, accessToken)}

Write to the business as a customer:

${curl(`${url}/_sandbox/customers/15550123456/messages`, { type: "text", body: "Hello" })}

Calls and webhooks:

`;
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
