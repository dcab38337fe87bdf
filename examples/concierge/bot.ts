import { createServer, type Server } from "node:http";
import { toNodeHandler } from "@openwaba/webhooks";
import {
  createWebhookHandler,
  createWhatsAppClient,
  downloadMedia,
  manageCall,
  markAsRead,
  replyTo,
  uploadMedia,
} from "openwaba";
import type { SendMessageContent } from "@openwaba/messages";
import type { BotOptions } from "../bot/bot.ts";
import { offers } from "./offers.ts";

interface ConciergeOptions extends BotOptions {
  /** Origins of file downloads, beside those of the platform. */
  mediaOrigins?: readonly string[];
}

/** A concierge who shows that it reads and writes, offers something for each word, and answers whatever comes back. */
export function createConcierge(options: ConciergeOptions): Server {
  const { accessToken, appSecret, verifyToken, baseUrl, mediaOrigins } = options;
  const client = createWhatsAppClient({
    auth: accessToken,
    ...(baseUrl && { baseUrl }),
    ...(mediaOrigins && { mediaOrigins }),
  });
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
      "messages.button": (event) => replyTo(client, event, say(`You pressed ${event.message.button?.text}`)),
      "messages.location": (event) => replyTo(client, event, say(`Near ${event.message.location?.name}`)),
      "messages.contacts": (event) =>
        replyTo(client, event, say(`We call ${event.message.contacts?.[0]?.name?.formatted_name}`)),
      "messages.reaction": (event) => replyTo(client, event, say(`Thanks for the ${event.message.reaction?.emoji}`)),
      async "messages.image"(event) {
        await replyTo(client, event, { type: "reaction", reaction: { message_id: event.message.id, emoji: "😍" } });
        const picture = await downloadMedia(client, {
          ...event.message.image,
          media_id: event.message.image?.id ?? "",
        });
        const { id } = await uploadMedia(client, { phone_number_id: event.phoneNumberId, file: await picture.blob() });
        await replyTo(client, event, { type: "image", image: { id, caption: "On our wall" } });
      },
      async calls(event) {
        if (event.kind !== "call" || event.call.event !== "connect") return;
        const call = { phone_number_id: event.phoneNumberId, call_id: event.call.id };
        await manageCall(client, { ...call, action: "accept", session: { sdp_type: "answer", sdp: "v=0" } });
      },
    },
  });
  return createServer(toNodeHandler(handler));
}
