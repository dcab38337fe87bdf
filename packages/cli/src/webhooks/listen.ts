import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { toNodeHandler } from "@openwaba/webhooks";
import { CliError, exitCodes } from "../cli-error.ts";
import type { Block } from "../output/layout.ts";
import { dim, yellow } from "../output/span.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import { reasonOf } from "../settings.ts";
import { createReceiver } from "./receiver.ts";
import { setSandboxWebhook } from "./sandbox-webhook.ts";

export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** Folder to store deliveries in. */
  readonly save?: string;
  readonly appSecret: string;
}

/** Receives webhooks until the run is stopped. */
export async function listen(session: Session, { port, host, save, appSecret }: ListenOptions): Promise<void> {
  const { output, context } = session;
  const platform = await session.platform();
  const verifyToken = platform.verifyToken ?? randomBytes(12).toString("hex");
  const folder = save === undefined ? undefined : await makeFolder(resolve(context.cwd, save), save);
  const receiver = createReceiver(session, { appSecret, verifyToken, folder });
  const onError = (error: unknown) => output.note([yellow("failed"), ` ${String(error)}`]);
  const server = createServer(toNodeHandler(receiver, { onError }));
  const url = await open(server, port, host);
  output.note(`Listening at ${url}`, ...adviceFor(platform, verifyToken));
  try {
    if (platform.isSandbox) await setSandboxWebhook(session, url, verifyToken);
    if (!context.signal.aborted)
      await new Promise((stopped) => context.signal.addEventListener("abort", stopped, { once: true }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function adviceFor({ isSandbox, verifyToken: known }: Platform, verifyToken: string): Block[] {
  if (isSandbox) return [dim("Stop it with Ctrl+C")];
  return [
    ...(known === undefined
      ? [`Verify token for the callback URL: ${verifyToken}`, dim("Set WEBHOOK_VERIFY_TOKEN to keep one")]
      : []),
    dim("The platform needs a public https URL that leads here, such as a tunnel; Ctrl+C stops it"),
  ];
}

async function makeFolder(path: string, given: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    return path;
  } catch (error) {
    throw new CliError(`Cannot store deliveries in ${given}: ${reasonOf(error)}`, { exitCode: exitCodes.usage });
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
