// Creates a template with two buttons, waits for its review, and sends it to one person.
import { createMessageTemplate, createWhatsAppClient, isGraphError, sendMessage, waitForTemplate } from "openwaba";

const client = createWhatsAppClient({
  auth: process.env.WHATSAPP_ACCESS_TOKEN ?? "",
  baseUrl: process.env.WHATSAPP_BASE_URL || "https://graph.facebook.com",
  ids: {
    phone_number_id: process.env.WHATSAPP_PHONE_NUMBER_ID ?? "",
    waba_id: process.env.WHATSAPP_BUSINESS_ACCOUNT_ID ?? "",
  },
});
const name = "table_tonight";
const language = "en_GB";

try {
  const created = await createMessageTemplate(client, {
    name,
    language,
    category: "UTILITY",
    components: [
      { type: "BODY", text: "Your table is booked for {{1}}. Will you come?", example: { body_text: [["7 pm"]] } },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Yes" },
          { type: "QUICK_REPLY", text: "No" },
        ],
      },
    ],
  });
  const { status } = await waitForTemplate(client, { template_id: created.id });
  console.log(`The template is ${status}`);
} catch (error) {
  if (!isGraphError(error) || error.subcode !== 2388024) throw error;
  console.log("The template was created before");
}

const { messages } = await sendMessage(client, {
  to: process.env.WHATSAPP_CUSTOMER ?? "+15550123456",
  type: "template",
  template: {
    name,
    language: { code: language },
    components: [
      { type: "body", parameters: [{ type: "text", text: "8 pm" }] },
      { type: "button", sub_type: "quick_reply", index: 0, parameters: [{ type: "payload", payload: "keep" }] },
      { type: "button", sub_type: "quick_reply", index: 1, parameters: [{ type: "payload", payload: "release" }] },
    ],
  },
});
console.log(`Accepted as ${messages[0]?.id}`);
