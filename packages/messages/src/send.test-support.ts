import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };
const message = { messaging_product: "whatsapp", to: "+15550123456" } as const;

/** What the client takes as a message. */
export type Message = Parameters<typeof client.POST<"/{phone_number_id}/messages">>[1]["body"];

export type Interactive = Extract<Message, { type: "interactive" }>["interactive"];
type Template = Extract<Message, { type: "template" }>["template"];

/** A part of a template that takes values. */
export type Component = NonNullable<Template["components"]>[number];

export function send(body: Message) {
  return client.POST("/{phone_number_id}/messages", { params, body });
}

export function sendInteractive(interactive: Interactive) {
  return send({ ...message, type: "interactive", interactive });
}

export function sendTemplate(template: Template) {
  return send({ ...message, type: "template", template });
}

/** Sends a template with values for these components. */
export function fill(...components: Component[]) {
  return sendTemplate({ name: "order_shipped", language: { code: "en_US" }, components });
}
