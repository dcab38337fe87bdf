import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMessagesClient, type InboundMessage, replyTo, type SendMessageContent } from "@openwaba/messages";
import { observe } from "@openwaba/runtime";
import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";
import type { Narrator } from "../narrator.ts";

export const secrets = { accessToken: "token-of-the-sandbox", appSecret: "secret-of-the-app", verifyToken: "our-word" };

const choice: SendMessageContent = {
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "It left an hour ago. Shall we ring the bell?" },
    action: {
      buttons: [
        { type: "reply", reply: { id: "ring", title: "Yes, please" } },
        { type: "reply", reply: { id: "quiet", title: "No, it is late" } },
      ],
    },
  },
};

/** The business: a client that sends, and a webhook that an agent answers. */
export async function openBusiness(narrator: Narrator) {
  let hasFailed = false;
  let reply: (to: InboundMessage) => Promise<unknown> = () => Promise.reject(new Error("there is no client yet"));
  const handler = createWebhookHandler({
    ...secrets,
    onError: (error) => narrator.say(`✗ the webhook failed: ${error instanceof Error ? error.message : error}`),
    on: {
      async "messages.text"(event) {
        if (!hasFailed) {
          hasFailed = true;
          throw new Error("the database is restarting");
        }
        narrator.say(`← ${event.contact?.profile?.name}: ${event.message.text?.body}`);
        await reply(event);
      },
      "messages.interactive"({ message: { interactive } }) {
        const pressed = interactive?.type === "button_reply" ? interactive.button_reply : undefined;
        narrator.say(`← pressed “${pressed?.title}”, written down once`);
      },
      statuses: ({ status }) => narrator.say(`← ${status.status}`),
    },
  });
  const server = createServer(toNodeHandler(handler)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    webhook: { url: `http://127.0.0.1:${port}/`, verifyToken: secrets.verifyToken },
    connect(baseUrl: string, phone_number_id: string) {
      const client = createMessagesClient({
        auth: secrets.accessToken,
        baseUrl,
        ids: { phone_number_id },
        fetch: narrator.fetch,
        middleware: [observe({ onRetry: narrator.onRetry })],
      });
      reply = (to) => replyTo(client, to, choice);
      return client;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
