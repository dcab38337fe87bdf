import { createMessagesClient, sendMessage } from "@openwaba/messages";

const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "108110225544001" } });
const to = "+15550123456";
const link = "https://harbour-coffee.example/order.jpg";

// counted from here
await sendMessage(client, {
  to,
  type: "template",
  template: {
    name: "order_shipped",
    language: { code: "en_US" },
    components: [
      { type: "header", parameters: [{ type: "image", image: { link } }] },
      { type: "body", parameters: [{ type: "text", parameter_name: "order", text: "20931" }] },
      { type: "button", sub_type: "url", index: 0, parameters: [{ type: "text", text: "20931" }] },
      {
        type: "button",
        sub_type: "quick_reply",
        index: 1,
        parameters: [{ type: "payload", payload: "stop" }],
      },
    ],
  },
});
