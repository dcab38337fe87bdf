import { createMessagesClient, sendMessage } from "@openwaba/messages";

const client = createMessagesClient({ auth: "EAAB", ids: { phone_number_id: "108110225544001" } });
const to = "+15550123456";

// counted from here
await sendMessage(client, {
  to,
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Shall we keep your table?" },
    action: {
      buttons: [
        { type: "reply", reply: { id: "keep", title: "Yes" } },
        { type: "reply", reply: { id: "release", title: "No" } },
      ],
    },
  },
});
