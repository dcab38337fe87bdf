import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createWebhookHandler, readEvents, readSignedBody, WebhookRequestError } from "@openwaba/webhooks";
import { dim, yellow } from "../output/span.ts";
import type { Session } from "../session.ts";
import { eventBlocks } from "./event-blocks.ts";

interface ReceiverOptions {
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Where deliveries are stored. */
  readonly folder: string | undefined;
}

/** Answers the platform: verifies what comes, stores it and prints its events. */
export function createReceiver({ output }: Session, options: ReceiverOptions): (request: Request) => Promise<Response> {
  const { appSecret, verifyToken, folder } = options;
  const handshake = createWebhookHandler({ appSecret, verifyToken, on: {}, onError: () => undefined });
  const refuse = (reason: string) => output.note([yellow("refused"), ` ${reason}`]);
  let count = 0;

  async function receive(request: Request): Promise<Response> {
    const body = await readSignedBody(request, { appSecret });
    const events = readEvents(new TextDecoder().decode(body), {
      onUnreadable: (error) => output.note([yellow("unreadable"), ` ${error.message}`]),
    });
    if (folder !== undefined) await writeFile(join(folder, fileName(++count)), body);
    for (const event of events) output.event(event, eventBlocks(event));
    return new Response(null, { status: 200 });
  }

  return async function receiver(request) {
    try {
      if (request.method === "POST") return await receive(request);
    } catch (error) {
      if (!(error instanceof WebhookRequestError)) throw error;
      refuse(error.message);
      return new Response(null, { status: error.status });
    }
    const response = await handshake(request);
    if (response.ok) output.note(dim("The callback URL was verified"));
    else refuse(`${request.method}, status ${response.status}`);
    return response;
  };
}

/** Files in the order in which they came. */
function fileName(count: number): string {
  return `${new Date().toISOString().replaceAll(/[:.]/g, "-")}-${String(count).padStart(4, "0")}.json`;
}
