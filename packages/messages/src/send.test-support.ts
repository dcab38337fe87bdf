import { createMessagesClient } from "./index.ts";

const client = createMessagesClient({ auth: "EAAB" });
const params = { path: { phone_number_id: "108110225544001" } };

/** What the client takes as a message. */
export type Message = Parameters<typeof client.POST<"/{phone_number_id}/messages">>[1]["body"];

export function send(message: Message) {
  return client.POST("/{phone_number_id}/messages", { params, body: message });
}
