// Sends a template to one person.
import { createWhatsAppClient, sendMessage } from "openwaba";

const client = createWhatsAppClient({
  auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "",
  baseUrl: process.env.WHATSAPP_BASE_URL || "https://graph.facebook.com",
  ids: { phone_number_id: process.env.WHATSAPP_PHONE_NUMBER_ID ?? "" },
});
const to = process.env.WHATSAPP_CUSTOMER ?? "+15550123456";
const template = { name: "hello_world", language: { code: "en_US" } };
const sent = await sendMessage(client, { to, type: "template", template });
console.log(`Accepted as ${sent.messages[0]?.id}`);
