import { createMessagesClient, markAsRead, replyTo, type SendMessageContent } from "@openwaba/messages";
import { createWebhookHandler, toNodeHandler } from "@openwaba/webhooks";
import { createServer, type Server } from "node:http";
import type { BotOptions } from "../bot/bot.ts";
import { offers } from "./offers.ts";

/** A concierge who shows that it reads and writes, offers something for each word, and answers whatever comes back. */
export function createConcierge({ accessToken, appSecret, verifyToken, baseUrl }: BotOptions): Server {
  const client = createMessagesClient({ auth: accessToken, ...(baseUrl && { baseUrl }) });
  const say = (body: string): SendMessageContent => ({ text: { body } });
  const handler = createWebhookHandler({
    appSecret,
    verifyToken,
    on: {
      async "messages.text"(event) {
        await markAsRead(client, event, { typing_indicator: { type: "text" } });
        await replyTo(
          client,
          event,
          offers[event.message.text?.body ?? ""] ?? say("Say buttons, list, flow or place."),
        );
      },
      async "messages.interactive"(event) {
        const reply = event.message.interactive;
        const chosen = reply?.type === "button_reply" ? reply.button_reply : undefined;
        const row = reply?.type === "list_reply" ? reply.list_reply : undefined;
        const form = reply?.type === "nfm_reply" ? reply.nfm_reply?.response_json : undefined;
        await replyTo(client, event, say(`You chose ${chosen?.title ?? row?.title ?? form}`));
      },
      "messages.location": (event) => replyTo(client, event, say(`Near ${event.message.location?.name}`)),
      "messages.contacts": (event) =>
        replyTo(client, event, say(`We call ${event.message.contacts?.[0]?.name?.formatted_name}`)),
      "messages.reaction": (event) => replyTo(client, event, say(`Thanks for the ${event.message.reaction?.emoji}`)),
      "messages.image": (event) =>
        replyTo(client, event, { type: "reaction", reaction: { message_id: event.message.id, emoji: "😍" } }),
    },
  });
  return createServer(toNodeHandler(handler));
}
