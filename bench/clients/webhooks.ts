import { Client } from "@great-detail/whatsapp";
import { WhatsAppAPI } from "whatsapp-api-js";
import type { WebhookClient } from "../client.ts";

/** The clients that read webhooks of an app with this secret. */
export function webhookClients(appSecret: string): WebhookClient[] {
  const api = new WhatsAppAPI({ token: "EAAB", appSecret, v: "v25.0", ponyfill: { fetch, subtle: crypto.subtle } });
  const { webhook } = new Client();
  return [
    {
      name: "whatsapp-api-js",
      verify: (text, signature) => api.verifyRequestSignature(text, signature),
      read: (text, signature) => api.post(JSON.parse(text), text, signature),
    },
    {
      name: "@great-detail/whatsapp",
      async read(text, signature) {
        const headers = { "x-hub-signature-256": signature };
        const notification = await webhook.eventNotification({ method: "POST", headers, query: {}, body: text });
        await notification.verifySignature(appSecret);
        return notification.eventNotification;
      },
    },
  ];
}
