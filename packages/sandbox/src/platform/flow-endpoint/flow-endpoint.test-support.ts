import { createServer, type RequestListener } from "node:http";
import { toNodeHandler } from "@openwaba/webhooks";
import { onTestFinished } from "vitest";
import { listen } from "../../../../../scripts/lib/loopback.ts";
import {
  completeFlow,
  createFlowEndpoint,
  type FlowEvent,
  generateFlowKeys,
  InvalidFlowTokenError,
  showError,
} from "../../../../flows/src/endpoint.ts";
import { shareSandbox } from "../../sandbox.test-support.ts";

const account = "102290129340398";
export const number = "108110225544001";

const footer = { type: "Footer", label: "Continue", "on-click-action": { name: "data_exchange", payload: {} } };
const layout = (...children: object[]) => ({ type: "SingleColumnLayout", children: [...children, footer] });
const option = { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } };

/** Somebody chooses a day, sees how many seats are left and confirms. */
export const flowJson = {
  version: "7.3",
  data_api_version: "4.0",
  routing_model: { DAY: ["CONFIRM"], CONFIRM: [] },
  screens: [
    {
      id: "DAY",
      title: "Day",
      data: { days: { type: "array", items: option, __example__: [{ id: "1", title: "12 December" }] } },
      layout: layout({ type: "Dropdown", name: "day", label: "Day", "data-source": "${data.days}" }),
    },
    {
      id: "CONFIRM",
      title: "Confirm",
      terminal: true,
      refresh_on_back: true,
      data: { left: { type: "number", __example__: 2 } },
      layout: layout({ type: "TextBody", text: "Is this right?" }),
    },
  ],
};

/** The same without an endpoint. */
export const closedFlowJson = {
  version: "7.3",
  screens: [
    {
      id: "DAY",
      title: "Day",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [{ type: "Footer", label: "Done", "on-click-action": { name: "complete", payload: {} } }],
      },
    },
  ],
};

export const days = [{ id: "2026-12-12", title: "12 December" }];

/** A sandbox, and what a business does there. */
export async function startBusiness() {
  const clock = { now: Date.parse("2026-11-03T09:00:00Z") };
  const { sandbox, call } = await shareSandbox({ now: () => clock.now });

  /** Serves until the test has ended. */
  async function serve(listener: RequestListener): Promise<string> {
    const { url, stop } = await listen(createServer(listener));
    onTestFinished(stop);
    return `${url}/flow`;
  }

  async function setKey(publicKey: string): Promise<void> {
    await call("POST", `/${number}/whatsapp_business_encryption`, { body: { business_public_key: publicKey } });
  }

  /** An endpoint by @openwaba/flows, with what it was asked. */
  async function serveEndpoint({ appSecret = sandbox.appSecret, hasKey = true } = {}) {
    const { privateKey, publicKey } = await generateFlowKeys();
    const asked: FlowEvent[] = [];
    const endpoint = createFlowEndpoint({
      privateKey,
      appSecret,
      onError: () => undefined,
      on: {
        INIT(event) {
          asked.push(event);
          if (event.flow_token === "used") throw new InvalidFlowTokenError("Your seats are booked");
          return { screen: "DAY", data: { days } };
        },
        BACK(event) {
          asked.push(event);
          return { screen: "DAY", data: { days: [] } };
        },
        data_exchange(event) {
          asked.push(event);
          const { data } = event;
          if (data["answer"] !== undefined) return data["answer"] as never;
          if (data["seats"] === "many") return showError(event, "Not so many", { days });
          if (event.screen === "CONFIRM") return completeFlow(event, { day: "2026-12-12" });
          return { screen: "CONFIRM", data: { left: 2 } };
        },
        error: (event) => void asked.push(event),
      },
    });
    if (hasKey) await setKey(publicKey);
    return { url: await serve(toNodeHandler(endpoint)), asked, publicKey };
  }

  let flows = 0;
  async function createFlow(endpoint_uri: string | undefined, json: object = flowJson) {
    const address = endpoint_uri === undefined ? {} : { endpoint_uri };
    const name = `seats ${++flows}`;
    const body = { name, categories: ["OTHER"], flow_json: JSON.stringify(json), ...address };
    const answer = (await call("POST", `/${account}/flows`, { body })).body;
    return { id: String(answer["id"]), answer };
  }

  /** What was told of flows since the last reset. */
  async function alerts() {
    await sandbox.settled();
    return sandbox.webhooks.flatMap(({ body, fields }) =>
      fields.includes("flows")
        ? (JSON.parse(body) as { entry: { changes: { value: Record<string, unknown> }[] }[] }).entry.flatMap((entry) =>
            entry.changes.map(({ value }) => value),
          )
        : [],
    );
  }

  return { sandbox, call, clock, serve, serveEndpoint, setKey, createFlow, alerts };
}
