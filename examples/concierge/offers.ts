import type { SendMessageContent } from "@openwaba/messages";

/** What the concierge sends for a word. */
export const offers: Readonly<Record<string, SendMessageContent>> = {
  buttons: {
    type: "interactive",
    interactive: {
      type: "button",
      body: { text: "Shall we wake you?" },
      action: {
        buttons: [
          { type: "reply", reply: { id: "wake-7", title: "At seven" } },
          { type: "reply", reply: { id: "wake-none", title: "No, thanks" } },
        ],
      },
    },
  },
  list: {
    type: "interactive",
    interactive: {
      type: "list",
      body: { text: "What is for breakfast?" },
      action: {
        button: "Choose",
        sections: [
          {
            title: "Warm",
            rows: [
              { id: "eggs", title: "Eggs", description: "Two of them" },
              { id: "porridge", title: "Porridge" },
            ],
          },
        ],
      },
    },
  },
  flow: {
    type: "interactive",
    interactive: {
      type: "flow",
      body: { text: "Book a table" },
      action: {
        name: "flow",
        parameters: {
          flow_message_version: "3",
          flow_id: "1321230011223344",
          flow_cta: "Book",
          flow_token: "table-31",
        },
      },
    },
  },
  place: {
    type: "interactive",
    interactive: {
      type: "location_request_message",
      body: { text: "Where shall the taxi come?" },
      action: { name: "send_location" },
    },
  },
};
