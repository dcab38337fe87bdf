import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox, type Customer, type Sandbox } from "@openwaba/sandbox";
import { toNodeHandler, type WebhookHandler } from "openwaba";

/** Where an example runs, and as whom. */
export interface Platform {
  /** For people to read. */
  name: string;
  baseUrl: string;
  mediaOrigins: readonly string[];
  accessToken: string;
  ids: { waba_id: string; phone_number_id: string };
  app: { id: string; secret: string; verifyToken: string };
  /** Phone number of the customer. */
  customer: string;
  /** Serves the webhooks that the platform sends. */
  receive: (handler: WebhookHandler) => void;
  /** Has the customer do something: on a sandbox by itself, on the platform you are asked to. */
  ask: (request: string, play: (customer: Customer, sandbox: Sandbox) => Promise<unknown>) => Promise<void>;
  /** Missing on the platform. */
  sandbox?: Sandbox;
  close: () => Promise<void>;
}

/**
 * The platform, if WHATSAPP_ACCESS_TOKEN is set; WHATSAPP_BASE_URL can then name a sandbox that runs already. Otherwise a
 * sandbox that lives as long as the example; with `isProofRequired` it rejects calls that the app secret has not signed.
 */
export async function openPlatform({ isProofRequired = false } = {}): Promise<Platform> {
  const given = process.env.WHATSAPP_ACCESS_TOKEN ? fromEnvironment() : undefined;
  const server = createServer().listen(given ? Number(process.env.PORT ?? 3000) : 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const platform = given ?? (await startSandbox(port, isProofRequired));
  return {
    ...platform,
    receive: (handler) => server.on("request", toNodeHandler(handler)),
    async close() {
      await platform.sandbox?.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

type Connection = Omit<Platform, "receive" | "close">;

async function startSandbox(port: number, isProofRequired: boolean): Promise<Connection> {
  const app = { id: "670843887433847", secret: "secret-of-the-app", verifyToken: "our-word" };
  const webhook = { url: `http://127.0.0.1:${port}/`, verifyToken: app.verifyToken };
  const secret = isProofRequired ? { appSecret: app.secret } : { webhookSecret: app.secret };
  const sandbox = await createSandbox({ webhook, ...secret });
  const customer = "+15550187204";
  return {
    name: `a sandbox at ${sandbox.url}`,
    baseUrl: sandbox.url,
    mediaOrigins: [sandbox.mediaUrl],
    accessToken: sandbox.accessToken,
    ids: { waba_id: "102290129340398", phone_number_id: sandbox.phoneNumberId },
    app,
    customer,
    ask: async (_request, play) => void (await play(sandbox.customer(customer), sandbox)),
    sandbox,
  };
}

function fromEnvironment(): Connection {
  const baseUrl = process.env.WHATSAPP_BASE_URL || "https://graph.facebook.com";
  return {
    name: new URL(baseUrl).host,
    baseUrl,
    mediaOrigins: [process.env.WHATSAPP_MEDIA_ORIGIN || "https://lookaside.fbsbx.com"],
    accessToken: required("WHATSAPP_ACCESS_TOKEN"),
    ids: { waba_id: required("WHATSAPP_BUSINESS_ACCOUNT_ID"), phone_number_id: required("WHATSAPP_PHONE_NUMBER_ID") },
    app: {
      id: required("META_APP_ID"),
      secret: required("META_APP_SECRET"),
      verifyToken: required("WEBHOOK_VERIFY_TOKEN"),
    },
    customer: required("WHATSAPP_CUSTOMER"),
    ask: async (request) => console.log(`   ☞ ${request}`),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`Cannot connect to the platform: set ${name}, or unset WHATSAPP_ACCESS_TOKEN to use a sandbox`);
  process.exit(2);
}
