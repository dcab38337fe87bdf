// Everything that can go wrong with a call, brought about on a sandbox, and what a program does about it.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox } from "@openwaba/sandbox";
import {
  createWebhookHandler,
  createWhatsAppClient,
  getPhoneNumber,
  GraphConnectionError,
  isGraphError,
  observe,
  sendMessage,
  throttle,
  ThrottleError,
  tokenProvider,
  toNodeHandler,
} from "openwaba";

const secrets = { webhookSecret: "secret-of-the-app", verifyToken: "our-word" };
const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
const webhook = { url: `http://127.0.0.1:${port}/`, verifyToken: secrets.verifyToken };
const sandbox = await createSandbox({ webhook, webhookSecret: secrets.webhookSecret });

// #region client
const client = createWhatsAppClient({
  auth: tokenProvider(async () => ({ access_token: sandbox.issueToken(), expires_in: 3600 })), // your vault
  baseUrl: sandbox.url,
  ids: { phone_number_id: sandbox.phoneNumberId },
  timeout: { attempt: 1000, call: 20_000 }, // ms
  middleware: [
    throttle({ maxPause: 10_000 }), // ms
    observe({ onRetry: ({ reason, wait }) => console.log(`  ${reason}: retry in ${Math.round(wait)} ms`) }),
  ],
});
// #endregion client

// #region send
/** What is known of each order's message. */
const outcomes = new Map<string, string>();

async function notify(order: string, to: string, signal?: AbortSignal): Promise<void> {
  const outcome = await send(order, to, signal);
  console.log(`  ${outcome}`);
  if (!outcomes.has(order)) outcomes.set(order, outcome); // a webhook that was faster knows more
}

async function send(order: string, to: string, signal?: AbortSignal): Promise<string> {
  try {
    const text = { body: `Order ${order} is on its way.` };
    const input = { to, type: "text", text, biz_opaque_callback_data: order } as const;
    const { messages } = await sendMessage(client, input, signal && { signal });
    return `accepted as ${messages[0]?.id?.slice(0, 10)}…`;
  } catch (error) {
    if (signal?.aborted) return "unknown: given up";
    if (error instanceof ThrottleError) return `not sent: try again in ${Math.ceil((error.retryAfter ?? 0) / 1000)} s`;
    if (error instanceof GraphConnectionError) return `unknown: ${error.reason}`;
    if (!isGraphError(error)) throw error; // a mistake of ours
    // a fault of the platform or of a proxy says nothing about the message
    if (error.family === "server" || error.status >= 500) return `unknown: code ${error.code}`;
    return `${error.retryable ? "not sent, may be later" : "rejected"}: code ${error.code}, ${error.family}`;
  }
}
// #endregion send

// #region webhook
const handler = createWebhookHandler({
  appSecret: secrets.webhookSecret,
  verifyToken: secrets.verifyToken,
  on: {
    // the data of the send comes back with every status: it settles what no response did
    statuses({ status: { status, biz_opaque_callback_data: order, errors } }) {
      if (order === undefined) return;
      outcomes.set(order, status === "failed" ? `failed: code ${errors?.[0]?.code}` : status);
    },
  },
});
// #endregion webhook
server.on("request", toNodeHandler(handler));

const ada = sandbox.customer("+15550187204");
await ada.text("Where is my order?"); // opens the window of 24 hours
const sends = { operation: "sendMessage" };

console.log("A limit: certainly not sent, so it is sent again");
sandbox.inject({ ...sends, kind: "throttle", code: 130429, retryAfter: 1 });
await notify("A1", "+15550187204");

console.log("A failure of the platform: a list is read again");
sandbox.inject({ kind: "transient", operation: "getPhoneNumber" });
const { display_phone_number } = await getPhoneNumber(client, { fields: ["display_phone_number"] });
console.log(`  ${display_phone_number}`);

console.log("The same with a message: it may have gone, so it is not sent again");
sandbox.inject({ ...sends, kind: "transient" });
await notify("A2", "+15550187204");

console.log("The connection breaks after the message went");
sandbox.inject({ ...sends, kind: "drop", after: "effect" });
await notify("A3", "+15550187204");

console.log("The response does not come in time");
sandbox.inject({ ...sends, kind: "slow", milliseconds: 2000 });
await notify("A4", "+15550187204");

console.log("The token expires: another one is fetched, and the message sent once");
sandbox.inject({ ...sends, kind: "expired-token" });
await notify("A5", "+15550187204");

console.log("The message is wrong, its recipient is missing: sending it again would not help");
await notify("A6", "");

console.log("The customer has not written for 24 hours: accepted, and a webhook tells that it failed");
await notify("A7", "+15550187205");

console.log("The user of your program gives up while it waits");
sandbox.inject({ ...sends, kind: "throttle", code: 130429, retryAfter: 3 });
await notify("A8", "+15550187204", AbortSignal.timeout(500));

console.log("A limit of an hour: calls wait at most 10 s, and fail at once if that is too short");
sandbox.inject({ ...sends, kind: "throttle", code: 4, regainMinutes: 30 });
await notify("A9", "+15550187204");
await notify("A10", "+15550187204");

await sandbox.settled(); // the webhooks have come
console.log("\nWhat is known in the end");
for (const [order, outcome] of outcomes) console.log(`  ${order.padEnd(3)}  ${outcome}`);
console.log(`Ada got ${ada.received().length} messages, each of them once.`);

await sandbox.close();
server.close();
server.closeAllConnections();
