// Answers whoever presses a button of the template that offer.ts sends.
import { createServer } from "node:http";
import { createWebhookHandler, createWhatsAppClient, replyTo, toNodeHandler } from "openwaba";

const client = createWhatsAppClient({
  auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "",
  baseUrl: process.env.WHATSAPP_BASE_URL || "https://graph.facebook.com",
});
const answers: Record<string, string> = {
  keep: "See you at 8 pm!",
  release: "Thank you for telling us. Your table is free again.",
};
const handler = createWebhookHandler({
  appSecret: process.env.META_APP_SECRET ?? "",
  verifyToken: process.env.WEBHOOK_VERIFY_TOKEN ?? "",
  on: {
    async "messages.button"(event) {
      const { payload = "", text } = event.message.button ?? {};
      console.log(`Pressed: ${text}`);
      await replyTo(client, event, { text: { body: answers[payload] ?? "I did not understand that." } });
    },
    "statuses.failed": ({ status }) => console.error(status.id, status.errors),
  },
});
const port = Number(process.env.PORT ?? 3000);
createServer(toNodeHandler(handler)).listen(port, () => console.log(`Waiting for webhooks on port ${port}`));
