import type { Sandbox } from "@openwaba/sandbox";
import { callApi, sendMessage } from "./start.test-support.ts";

const field = (name: string, label: string, type: string) => ({
  type: "TextInput",
  name,
  label,
  "input-type": type,
  required: true,
});

const screen = (id: string, title: string, children: object[]) => ({
  id,
  title,
  layout: { type: "SingleColumnLayout", children: [{ type: "Form", name: "form", children }] },
});

/** Two screens: how many guests, and the name. */
const tableFlow = {
  version: "7.3",
  screens: [
    screen("GUESTS", "A table", [
      field("guests", "Guests", "number"),
      {
        type: "Footer",
        label: "Continue",
        "on-click-action": {
          name: "navigate",
          next: { type: "screen", name: "NAME" },
          payload: { guests: "${form.guests}" },
        },
      },
    ]),
    {
      ...screen("NAME", "Your name", [
        field("name", "Name", "text"),
        {
          type: "Footer",
          label: "Done",
          "on-click-action": { name: "complete", payload: { guests: "${data.guests}", name: "${form.name}" } },
        },
      ]),
      terminal: true,
      data: { guests: { type: "string", __example__: "2" } },
    },
  ],
};

/** Publishes the flow, and sends it to a customer. */
export async function sendTableFlow(sandbox: Sandbox, to: string) {
  const { body } = await callApi(sandbox, `${sandbox.accountId}/flows`, {
    name: "table",
    categories: ["APPOINTMENT_BOOKING"],
    flow_json: JSON.stringify(tableFlow),
    publish: true,
  });
  const parameters = {
    flow_message_version: "3",
    flow_id: Object(body).id,
    flow_cta: "Book",
    flow_token: "table-31",
  };
  const interactive = {
    type: "flow",
    body: { text: "Would you like a table?" },
    action: { name: "flow", parameters },
  };
  return sendMessage(sandbox, to, { type: "interactive", interactive });
}
