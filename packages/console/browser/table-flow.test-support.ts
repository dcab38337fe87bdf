import { createServer } from "node:http";
import type { Sandbox } from "@openwaba/sandbox";
import { toNodeHandler } from "@openwaba/webhooks";
import { onTestFinished } from "vitest";
import { listen } from "../../../scripts/lib/loopback.ts";
import { completeFlow, createFlowEndpoint, generateFlowKeys, showError } from "../../flows/src/endpoint.ts";
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

/** The same, but an endpoint says what the second screen shows and completes the flow. */
const askingFlow = {
  version: "7.3",
  data_api_version: "4.0",
  routing_model: { GUESTS: ["TABLE"], TABLE: [] },
  screens: [
    screen("GUESTS", "A table", [
      field("guests", "Guests", "number"),
      {
        type: "Footer",
        label: "Continue",
        "on-click-action": { name: "data_exchange", payload: { guests: "${form.guests}" } },
      },
    ]),
    {
      id: "TABLE",
      title: "Your table",
      terminal: true,
      data: { table: { type: "string", __example__: "Table 4" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextBody", text: "${data.table}" },
          {
            type: "Footer",
            label: "Take it",
            "on-click-action": { name: "data_exchange", payload: { table: "${data.table}" } },
          },
        ],
      },
    },
  ],
};

/** Serves the endpoint of a flow until the test has ended, and sends the flow to a customer. */
export async function sendAskingFlow(sandbox: Sandbox, to: string) {
  const { privateKey, publicKey } = await generateFlowKeys();
  const endpoint = createFlowEndpoint({
    privateKey,
    appSecret: sandbox.appSecret,
    onError: () => undefined,
    on: {
      INIT: () => ({ screen: "GUESTS" }),
      data_exchange: {
        GUESTS(event) {
          const guests = Number(event.data["guests"]);
          if (guests > 100) throw new Error("The kitchen is on fire");
          if (guests > 8) return showError(event, "We have 8 chairs");
          return { screen: "TABLE", data: { table: `A table for ${guests}` } };
        },
        TABLE: (event) => completeFlow(event, event.data),
      },
    },
  });
  const { url, stop } = await listen(createServer(toNodeHandler(endpoint)));
  onTestFinished(stop);
  await callApi(sandbox, `${sandbox.phoneNumberId}/whatsapp_business_encryption`, { business_public_key: publicKey });
  return sendFlow(sandbox, to, askingFlow, { endpoint_uri: url }, { flow_action: "data_exchange" });
}

/** Publishes the flow, and sends it to a customer. */
export function sendTableFlow(sandbox: Sandbox, to: string) {
  return sendFlow(sandbox, to, tableFlow);
}

let sent = 0;

async function sendFlow(sandbox: Sandbox, to: string, json: object, settings: object = {}, more: object = {}) {
  const { body } = await callApi(sandbox, `${sandbox.accountId}/flows`, {
    name: `table ${++sent}`,
    categories: ["APPOINTMENT_BOOKING"],
    flow_json: JSON.stringify(json),
    publish: true,
    ...settings,
  });
  const parameters = {
    flow_message_version: "3",
    flow_id: Object(body).id,
    flow_cta: "Book",
    flow_token: "table-31",
    ...more,
  };
  const interactive = {
    type: "flow",
    body: { text: "Would you like a table?" },
    action: { name: "flow", parameters },
  };
  return sendMessage(sandbox, to, { type: "interactive", interactive });
}
