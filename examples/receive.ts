// Answers whoever writes.
import { createServer } from "node:http";
import { createWebhookHandler, createWhatsAppClient, replyTo, toNodeHandler } from "openwaba";

const client = createWhatsAppClient({
  auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "",
  baseUrl: process.env.WHATSAPP_BASE_URL || "https://graph.facebook.com",
});
const handler = createWebhookHandler({
  appSecret: process.env.META_APP_SECRET ?? "",
  verifyToken: process.env.WEBHOOK_VERIFY_TOKEN ?? "",
  on: {
    async "messages.text"(event) {
      const body = `You wrote: ${event.message.text?.body}`;
      await replyTo(client, event, { text: { body } });
    },
    "statuses.failed": ({ status }) => console.error(status.id, status.errors),
  },
});
const port = Number(process.env.PORT ?? 3000);
const server = createServer(toNodeHandler(handler));
server.listen(port, () => console.log(`Waiting for webhooks on port ${port}`));
