import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox, type SandboxOptions } from "@openwaba/sandbox";
import { onTestFinished } from "vitest";
import { createConcierge } from "../../../examples/concierge/bot.ts";
import { listen } from "../../../scripts/lib/loopback.ts";

const accessToken = "a-token-that-no-address-has";
const webhookSecret = "a-secret-of-the-app";
const verifyToken = "a-word-of-ours";

const page = new URL("../../sandbox/page/index.html", import.meta.url);

/** A sandbox of its own for a test, with the page that was built. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  if (!existsSync(page))
    throw new Error(`Cannot open the console: ${fileURLToPath(page)} is missing, run \`npx pnpm@12.21.0 build\``);
  const sandbox = await createSandbox({ accessToken, webhookSecret, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

interface WithBot {
  readonly sandbox: Sandbox;
  readonly bot: {
    /** Whether it answers every webhook with 500. */
    isBroken: boolean;
  };
}

/** A sandbox whose webhooks go to a bot. */
export async function startWithBot(options: SandboxOptions = {}): Promise<WithBot> {
  const bot = { isBroken: false };
  const server = createServer((request, response) => {
    if (bot.isBroken) response.writeHead(500).end();
    else concierge.emit("request", request, response);
  });
  const { url, stop } = await listen(server);
  onTestFinished(stop);
  const sandbox = await startSandbox({ webhook: { url, verifyToken, attempts: 1 }, ...options });
  const concierge = createConcierge({
    appSecret: webhookSecret,
    verifyToken,
    accessToken,
    baseUrl: sandbox.url,
    mediaOrigins: [sandbox.mediaUrl],
  });
  return { sandbox, bot };
}

/** Calls the API as a program of the business does. */
export async function callApi(
  sandbox: Sandbox,
  path: string,
  body: object,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/v25.0/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** Sends a message of the business. */
export function sendMessage(sandbox: Sandbox, to: string, message: object) {
  return callApi(sandbox, `${sandbox.phoneNumberId}/messages`, { messaging_product: "whatsapp", to, ...message });
}
