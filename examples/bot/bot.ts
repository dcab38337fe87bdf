import { createMessagesClient, markAsRead, replyTo, type SendMessageContent } from "@openwaba/messages";
import { createWebhookHandler, type WebhookHandler } from "@openwaba/webhooks";

export interface BotOptions {
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  /** @default that of the platform */
  baseUrl?: string | undefined;
}

const menu: SendMessageContent = {
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "What can we do for you?" },
    action: {
      buttons: [
        { type: "reply", reply: { id: "order", title: "Where is my order?" } },
        { type: "reply", reply: { id: "hours", title: "Opening hours" } },
      ],
    },
  },
};

const answers: Record<string, string> = {
  order: "It left our roastery this morning.",
  hours: "We are open from 8 to 18.",
};

/** A bot that offers a menu to whoever writes, and answers the button that is pressed: the handler of its webhook. */
export function createBot({ accessToken, appSecret, verifyToken, baseUrl }: BotOptions): WebhookHandler {
  const client = createMessagesClient({ auth: accessToken, ...(baseUrl && { baseUrl }) });
  return createWebhookHandler({
    appSecret,
    verifyToken,
    on: {
      async "messages.text"(event) {
        await markAsRead(client, event);
        await replyTo(client, event, menu);
      },
      async "messages.interactive"(event) {
        const { interactive } = event.message;
        const chosen = interactive?.type === "button_reply" ? interactive.button_reply?.id : undefined;
        await replyTo(client, event, { text: { body: answers[chosen ?? ""] ?? "I did not understand that." } });
      },
    },
  });
}
