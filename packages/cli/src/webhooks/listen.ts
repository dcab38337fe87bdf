import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import {
  readEvents,
  readSignedBody,
  createWebhookHandler,
  toNodeHandler,
  WebhookRequestError,
} from "@openwaba/webhooks";
import { CliError } from "../cli-error.ts";
import { dim, yellow } from "../output/span.ts";
import type { Session } from "../session.ts";
import { eventBlocks } from "./event-blocks.ts";
import { setSandboxWebhook } from "./sandbox-webhook.ts";

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  readonly save?: string;
  readonly appSecret: string;
}

/** Receives webhooks until the run is stopped. */
export async function listen(session: Session, { port, host, save, appSecret }: ListenOptions): Promise<void> {
  const { output, context } = session;
  const platform = await session.platform();
  const verifyToken = platform.verifyToken ?? randomBytes(12).toString("hex");
  const folder = save === undefined ? undefined : resolve(context.cwd, save);
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  let count = 0;

  const handshake = createWebhookHandler({ appSecret, verifyToken, on: {}, onError: () => undefined });
  async function receive(request: Request): Promise<Response> {
    if (request.method !== "POST") {
      const response = await handshake(request);
      const isVerified = request.method === "GET" && response.ok;
      output.note(
        isVerified
          ? dim("The callback URL was verified")
          : [yellow("refused"), ` ${request.method}, status ${response.status}`],
      );
      return response;
    }
    let body: Uint8Array;
    try {
      body = await readSignedBody(request, { appSecret });
    } catch (error) {
      if (!(error instanceof WebhookRequestError)) throw error;
      output.note([yellow("refused"), ` ${error.message}`]);
      return new Response(null, { status: error.status });
    }
    if (folder !== undefined) await writeFile(join(folder, fileName(++count)), body);
    show(body);
    return new Response(null, { status: 200 });
  }
  function show(body: Uint8Array): void {
    for (const event of readEvents(new TextDecoder().decode(body))) output.event(event, eventBlocks(event));
  }

  const server = createServer(
    toNodeHandler(receive, { onError: (error) => output.note([yellow("refused"), ` ${String(error)}`]) }),
  );
  const url = await open(server, port, host);
  output.note(
    `Listening at ${url}`,
    ...(platform.isSandbox || platform.verifyToken !== undefined
      ? []
      : [`Verify token for the callback URL: ${verifyToken}`, dim("Set WEBHOOK_VERIFY_TOKEN to keep one")]),
    dim(
      platform.isSandbox
        ? "Stop it with Ctrl+C"
        : "The platform needs a public https URL that leads here, such as a tunnel; Ctrl+C stops it",
    ),
  );
  try {
    if (platform.isSandbox) await setSandboxWebhook(session, url, verifyToken);
    if (!context.signal.aborted)
      await new Promise((stopped) => context.signal.addEventListener("abort", stopped, { once: true }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function open(server: Server, port: number, host: string): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "another program has the port" : (code ?? message);
    throw new CliError(`Cannot listen on ${host}, port ${port}: ${reason}`, {
      hint: "Give another one: --port 0 is any",
    });
  }
  const { address, port: own, family } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${own}/`;
}

/** Files in the order in which they came. */
function fileName(count: number): string {
  return `${new Date().toISOString().replaceAll(/[:.]/g, "-")}-${String(count).padStart(4, "0")}.json`;
}
