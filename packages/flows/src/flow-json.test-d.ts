import { sendMessage, createMessagesClient } from "@openwaba/messages";
import { createWebhookHandler } from "@openwaba/webhooks";
import { expectTypeOf, test } from "vitest";
import { completeFlow, createFlowEndpoint, type FlowMedia, showError } from "./endpoint.ts";
import {
  defineFlow,
  flowMessage,
  type FlowErrorCode,
  type FlowJson,
  type FlowResponseMedia,
  type FlowResponseOf,
  type FlowResponsesOf,
  type FlowScreenIdOf,
  type FlowScreensOf,
  readFlowResponse,
  validateFlow,
} from "./flow-json.ts";

const seats = defineFlow({
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { DAY: ["CONFIRM"], CONFIRM: [] },
  screens: [
    {
      id: "DAY",
      title: "Book",
      data: {
        days: {
          type: "array",
          items: { type: "object", properties: { id: { type: "string" }, title: { type: "string" } } },
          __example__: [],
        },
        limit: { type: "number", __example__: 4 },
      },
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "Form",
            name: "booking",
            children: [
              { type: "Dropdown", name: "day", label: "Day", required: true, "data-source": "${data.days}" },
              {
                type: "CheckboxGroup",
                name: "extras",
                label: "Extras",
                "data-source": [{ id: "tour", title: "Tour" }],
              },
              {
                type: "If",
                condition: "${data.limit} > 2",
                then: [{ type: "OptIn", name: "group", label: "Group", required: true }],
              },
              {
                type: "Footer",
                label: "Continue",
                "on-click-action": {
                  name: "data_exchange",
                  payload: {
                    day: "${form.day}",
                    extras: "${form.extras}",
                    is_group: "${form.group}",
                    limit: "${data.limit}",
                    step: 1,
                  },
                },
              },
            ],
          },
        ],
      },
    },
    {
      id: "CONFIRM",
      title: "Is this right?",
      terminal: true,
      data: {
        summary: { type: "string", __example__: "2 seats" },
        person: {
          type: "object",
          properties: { name: { type: "string" }, age: { type: "integer" } },
          required: ["name"],
          __example__: {},
        },
      },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextBody", text: "${data.summary}" },
          {
            type: "CalendarPicker",
            name: "stay",
            mode: "range",
            label: { "start-date": "A", "end-date": "B" },
            required: { "start-date": true, "end-date": true },
          },
          { type: "PhotoPicker", name: "photos", label: "Photos" },
          {
            type: "Footer",
            label: "Book",
            "on-click-action": {
              name: "complete",
              payload: {
                name: "${data.person.name}",
                age: "${data.person.age}",
                day: "${screen.DAY.form.day}",
                stay: "${form.stay}",
                photos: "${form.photos}",
                text: "`'a' ${data.summary}`",
                source: "chat",
                list: [{ summary: "${data.summary}" }],
              },
            },
          },
        ],
      },
    },
  ],
});
type Seats = typeof seats;

const survey = defineFlow({
  version: "7.3",
  screens: [
    {
      id: "RATING",
      title: "How was it?",
      terminal: true,
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextInput", name: "stars", label: "Stars", required: true },
          { type: "TextArea", name: "why", label: "Why" },
          {
            type: "Footer",
            label: "Send",
            "on-click-action": { name: "complete", payload: { stars: "${form.stars}", why: "${form.why}" } },
          },
        ],
      },
    },
  ],
});

test("screens have the types of their data, inputs and payloads", () => {
  type Day = FlowScreensOf<Seats>["DAY"];
  expectTypeOf<FlowScreenIdOf<Seats>>().toEqualTypeOf<"DAY" | "CONFIRM">();
  expectTypeOf<Day["data"]>().toEqualTypeOf<{ days: { id: string; title: string }[]; limit: number }>();
  expectTypeOf<Day["form"]>().toEqualTypeOf<{ day: string; extras?: string[]; group?: boolean }>();
  expectTypeOf<Day["payload"]>().toEqualTypeOf<{
    day: string;
    extras?: string[];
    is_group?: boolean;
    limit: number;
    step: 1;
  }>();
  expectTypeOf<FlowScreensOf<Seats>["CONFIRM"]["data"]>().toEqualTypeOf<{
    summary: string;
    person: { name: string; age?: number };
  }>();
  expectTypeOf<FlowScreensOf<Seats>["CONFIRM"]["actions"]["data_exchange"]>().toBeNever();
  expectTypeOf<FlowScreensOf<Seats>["CONFIRM"]["form"]["photos"]>().toEqualTypeOf<FlowMedia[] | undefined>();
});

test("a response has the types of what complete sends", () => {
  type Confirm = FlowResponsesOf<Seats>["CONFIRM"];
  expectTypeOf<keyof FlowResponsesOf<Seats>>().toEqualTypeOf<"CONFIRM">();
  expectTypeOf<Confirm>().toEqualTypeOf<{
    name: string;
    age?: number;
    day?: string;
    stay?: { "start-date": string; "end-date": string };
    photos?: FlowResponseMedia[];
    text: string | number | boolean;
    source: "chat";
    list: [{ summary: string }];
  }>();
  expectTypeOf<FlowResponseOf<typeof survey>["stars"]>().toEqualTypeOf<string>();
  expectTypeOf<FlowResponseOf<typeof survey>["flow_token"]>().toEqualTypeOf<string>();
  expectTypeOf<FlowResponseOf<typeof survey>["why"]>().toEqualTypeOf<string | undefined>();
});

test("navigate has the types of what it passes on", () => {
  const two = defineFlow({
    version: "7.3",
    screens: [
      {
        id: "A",
        title: "A",
        layout: {
          type: "SingleColumnLayout",
          children: [
            { type: "TextInput", name: "email", label: "Email", required: true },
            {
              type: "Footer",
              label: "Go",
              "on-click-action": {
                name: "navigate",
                next: { type: "screen", name: "B" },
                payload: { to: "${form.email}" },
              },
            },
          ],
        },
      },
      { id: "B", title: "B", terminal: true, layout: { type: "SingleColumnLayout", children: [] } },
    ],
  });
  expectTypeOf<FlowScreensOf<typeof two>["A"]["actions"]["navigate"]>().toEqualTypeOf<{ B: { to: string } }>();
  expectTypeOf<FlowResponseOf<typeof two>>().toEqualTypeOf<{ flow_token: string; [name: string]: unknown }>();
});

test("handlers of an endpoint have the screens of the flow", () => {
  createFlowEndpoint<FlowScreensOf<Seats>>({
    privateKey: "",
    appSecret: "",
    on: {
      INIT: () => ({ screen: "DAY", data: { days: [{ id: "1", title: "Monday" }], limit: 4 } }),
      data_exchange: {
        DAY: (event) => {
          expectTypeOf(event.data.day).toEqualTypeOf<string>();
          expectTypeOf(event.data.is_group).toEqualTypeOf<boolean | undefined>();
          if (event.data.day === "") return showError(event, "Missing", { days: [], limit: 1 });
          return { screen: "CONFIRM", data: { summary: event.data.day, person: { name: "Ada" } } };
        },
        CONFIRM: (event) => completeFlow(event, event.data),
      },
    },
  });
  createFlowEndpoint<FlowScreensOf<Seats>>({
    privateKey: "",
    appSecret: "",
    on: {
      // @ts-expect-error the screen needs a limit, too
      INIT: () => ({ screen: "DAY", data: { days: [] } }),
      // @ts-expect-error the flow has no such screen
      BACK: () => ({ screen: "NIGHT", data: {} }),
      data_exchange: {
        // @ts-expect-error the payload has no such value
        DAY: ({ data }) => ({ screen: "CONFIRM", data: { summary: data.date, person: { name: "Ada" } } }),
        // @ts-expect-error a person has a name
        CONFIRM: () => ({ screen: "CONFIRM", data: { summary: "", person: {} } }),
      },
    },
  });
});

test("a message opens a screen with its data", async () => {
  const texts = { flow_id: "1", body: "Taste our coffee", flow_cta: "Book" };
  const person = { name: "Ada" };
  const interactive = flowMessage(seats, { ...texts, screen: "CONFIRM", data: { summary: "2 seats", person } });
  flowMessage(seats, { ...texts, flow_action: "data_exchange" });
  flowMessage(survey, texts);
  flowMessage(survey, { ...texts, screen: "RATING", mode: "draft", flow_token: "1", header: "Coffee", footer: "Soon" });
  // @ts-expect-error there is no such screen
  flowMessage(survey, { ...texts, screen: "STARS" });
  // @ts-expect-error a person is missing
  flowMessage(seats, { ...texts, screen: "CONFIRM", data: { summary: "2 seats" } });
  // @ts-expect-error data is missing
  flowMessage(seats, { ...texts, screen: "DAY" });
  // @ts-expect-error the first screen needs data
  flowMessage(seats, texts);
  // @ts-expect-error the flow has no endpoint
  flowMessage(survey, { ...texts, flow_action: "data_exchange" });
  // @ts-expect-error which flow is not said
  flowMessage(survey, { body: "", flow_cta: "" });
  const client = createMessagesClient({ auth: "", ids: { phone_number_id: "1" } });
  await sendMessage(client, { to: "1", type: "interactive", interactive });
});

test("a reply is read from a message", () => {
  createWebhookHandler({
    appSecret: "",
    verifyToken: "",
    on: {
      "messages.interactive"({ message: { interactive } }) {
        const response = readFlowResponse(
          survey,
          interactive?.type === "nfm_reply" ? interactive.nfm_reply : undefined,
        );
        expectTypeOf(response?.stars).toEqualTypeOf<string | undefined>();
        // @ts-expect-error the flow has no such value
        expectTypeOf(response?.rating).toBeAny();
      },
    },
  });
});

test("what is no flow does not compile", () => {
  // @ts-expect-error there is no such version
  defineFlow({ version: "7.9", screens: [] });
  defineFlow({
    version: "7.3",
    screens: [
      {
        id: "A",
        title: "A",
        layout: {
          type: "SingleColumnLayout",
          children: [
            // @ts-expect-error a label is missing
            { type: "TextInput", name: "a" },
            // @ts-expect-error there is no such component
            { type: "Video" },
            // @ts-expect-error the color of a text cannot be chosen
            { type: "TextBody", text: "A", color: "red" },
            // @ts-expect-error a link does not complete
            { type: "EmbeddedLink", text: "A", "on-click-action": { name: "complete", payload: {} } },
            // @ts-expect-error a form is not in a form
            { type: "Form", name: "a", children: [{ type: "Form", name: "b", children: [] }] },
            // @ts-expect-error it is true, false or a reference
            { type: "TextBody", text: "A", visible: "yes" },
          ],
        },
      },
    ],
  });
});

test("errors have codes, and flows of unknown content loose types", () => {
  const [error] = validateFlow("{}");
  expectTypeOf(error?.error).toEqualTypeOf<FlowErrorCode | undefined>();
  expectTypeOf<FlowErrorCode>().extract<"INVALID_ROUTING_MODEL">().toEqualTypeOf<"INVALID_ROUTING_MODEL">();
  expectTypeOf<FlowScreensOf<FlowJson>[string]["data"]>().toEqualTypeOf<object>();
});
