import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createSandbox, type SandboxOptions } from "@openwaba/sandbox";
import { onTestFinished } from "vitest";

/** The number of the customer in every example. */
export const customerNumber = "+15550187204";

/** A sandbox in the place of the platform, and the environment that points an example at it. */
export async function startPlatform(options: SandboxOptions = {}) {
  const port = await freePort();
  const app = { id: "670843887433847", secret: "secret-of-the-app", verifyToken: "our-word" };
  const webhook = { url: `http://127.0.0.1:${port}/webhook`, verifyToken: app.verifyToken };
  const sandbox = await createSandbox({ strict: true, webhook, webhookSecret: app.secret, ...options });
  onTestFinished(() => sandbox.close());
  const environment = {
    PORT: String(port),
    WHATSAPP_BASE_URL: sandbox.url,
    WHATSAPP_MEDIA_ORIGIN: sandbox.mediaUrl,
    WHATSAPP_ACCESS_TOKEN: sandbox.accessToken,
    WHATSAPP_BUSINESS_ACCOUNT_ID: "102290129340398",
    WHATSAPP_PHONE_NUMBER_ID: sandbox.phoneNumberId,
    WHATSAPP_CUSTOMER: customerNumber,
    META_APP_ID: app.id,
    META_APP_SECRET: app.secret,
    WEBHOOK_VERIFY_TOKEN: app.verifyToken,
  };
  return { sandbox, environment, webhook, customer: sandbox.customer(customerNumber) };
}

/** Runs an example in a process of its own, without any environment variables but these. */
export function runExample(file: string, environment: Record<string, string> = {}, flags: readonly string[] = []) {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...flags], { env: environment });
  let output = "";
  const heard: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of heard) listener();
    });
  }
  const ended = once(child, "close").then(([code]: unknown[]) => ({ code, output }));
  onTestFinished(() => void child.kill());

  /** Resolves once the text was printed. */
  async function printed(text: string): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const check = () => output.includes(text) && resolve();
      heard.push(check);
      check();
    });
    const isOver = await Promise.race([seen, ended]);
    if (isOver && !output.includes(text)) throw new Error(`${file} ended without printing “${text}”:\n${output}`);
  }
  return { ended, printed, output: () => output, stop: () => child.kill() };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
