import { toNodeHandler } from "@openwaba/webhooks";
import { saveMedia } from "@openwaba/media/node";
import { expectTypeOf, test } from "vitest";
import {
  type AnyFlowScreens,
  completeFlow,
  createFlowEndpoint,
  downloadFlowMedia,
  type FlowAnswer,
  type FlowClientError,
  type FlowErrorEvent,
  type FlowMedia,
  generateFlowKeys,
  showError,
} from "./endpoint.ts";

const options = { privateKey: "", appSecret: "" };

interface Plan {
  id: string;
  title: string;
}
/** Screens may be an interface, and so may what is in them. */
interface Screens {
  SIGN_UP: { data: { plans: Plan[] }; payload: { email: string; photos?: FlowMedia[] } };
  PLAN: { data: { total?: number }; payload: { plan: string } };
  DONE: object;
}

test("an endpoint is a function from request to response, for every host", () => {
  const endpoint = createFlowEndpoint({ ...options, on: {} });
  expectTypeOf(endpoint).toEqualTypeOf<(request: Request) => Promise<Response>>();
  toNodeHandler(endpoint);
});

test("events of an endpoint without types are loose", () => {
  createFlowEndpoint({
    ...options,
    privateKey: ["new", "old"],
    on: {
      INIT: ({ flow_token, data, screen }) => {
        expectTypeOf(flow_token).toEqualTypeOf<string>();
        expectTypeOf(data).toEqualTypeOf<Record<string, unknown>>();
        const plans: Plan[] = [];
        return screen === "" ? { screen: "SIGN_UP", data: { plans } } : { screen: "SIGN_UP" };
      },
      BACK: async (event) => showError(event, "No"),
      data_exchange: {
        SIGN_UP: (event) => {
          expectTypeOf(event.screen).toEqualTypeOf<string>();
          expectTypeOf(event.action).toEqualTypeOf<"data_exchange">();
          expectTypeOf(event.data).toEqualTypeOf<Record<string, unknown>>();
          return event.data["email"] === "" ? showError(event, "Missing") : completeFlow(event, { plan: 1 });
        },
      },
      error: (event) => {
        expectTypeOf(event).toEqualTypeOf<FlowErrorEvent>();
        expectTypeOf<FlowClientError>().extract<"timeout_error">().toEqualTypeOf<"timeout_error">();
      },
    },
  });
  createFlowEndpoint({ ...options, on: { data_exchange: ({ screen }) => ({ screen }) } });
});

test("events and answers of typed screens are those of their screen", () => {
  createFlowEndpoint<Screens>({
    ...options,
    on: {
      INIT: () => ({ screen: "SIGN_UP", data: { plans: [{ id: "1", title: "Monthly" }] } }),
      BACK: { PLAN: ({ screen }) => ({ screen }) },
      data_exchange: {
        SIGN_UP: async (event) => {
          expectTypeOf(event.screen).toEqualTypeOf<"SIGN_UP">();
          expectTypeOf(event.data).toEqualTypeOf<{ email: string; photos?: FlowMedia[] }>();
          const [photo] = event.data.photos ?? [];
          if (photo) await saveMedia(await downloadFlowMedia(photo), "photo.jpg");
          if (event.data.email === "") return showError(event, "Missing", { plans: [] });
          return { screen: "PLAN", data: { total: 1, error_message: "Almost" } };
        },
        PLAN: (event) => completeFlow(event, event.data),
        DONE: ({ data }) => {
          expectTypeOf(data).toEqualTypeOf<Record<string, unknown>>();
          return { screen: "DONE", data: { anything: 1 } };
        },
      },
    },
  });
  createFlowEndpoint<Screens>({
    ...options,
    on: {
      data_exchange: (event) => {
        if (event.screen === "PLAN") expectTypeOf(event.data).toEqualTypeOf<{ plan: string }>();
        return { screen: "PLAN" };
      },
    },
  });
});

test("what does not fit the screens does not compile", () => {
  createFlowEndpoint<Screens>({
    ...options,
    on: {
      // @ts-expect-error there is no such screen
      INIT: () => ({ screen: "SIGNUP" }),
      // @ts-expect-error the screen needs plans
      BACK: () => ({ screen: "SIGN_UP" }),
      data_exchange: {
        // @ts-expect-error a plan has a title
        SIGN_UP: () => ({ screen: "SIGN_UP", data: { plans: [{ id: "1" }] } }),
        // @ts-expect-error the message alone is not all that the screen needs
        PLAN: () => showError({ screen: "SIGN_UP" }, "Missing"),
      },
    },
  });
  createFlowEndpoint<Screens>({
    ...options,
    // @ts-expect-error there is no such screen
    on: { data_exchange: { OTHER: () => ({ screen: "PLAN" }) } },
  });
  createFlowEndpoint({
    ...options,
    // @ts-expect-error actions are written as the platform writes them
    on: { init: () => ({ screen: "A" }) },
  });
  createFlowEndpoint({
    ...options,
    // @ts-expect-error a handler returns a screen
    on: { INIT: () => undefined },
  });
  // @ts-expect-error the flow token is missing
  const end: FlowAnswer<Screens> = { screen: "SUCCESS", data: { extension_message_response: { params: {} } } };
  expectTypeOf(end).toExtend<FlowAnswer<Screens>>();
  // @ts-expect-error the end of a flow needs its token
  completeFlow({ screen: "A" });
  // @ts-expect-error screens have data and payload
  createFlowEndpoint<{ SIGN_UP: string }>({ ...options, on: {} });
});

test("the default of the screens is exported, and keys are text", () => {
  expectTypeOf<FlowAnswer>().toEqualTypeOf<FlowAnswer<AnyFlowScreens>>();
  expectTypeOf(generateFlowKeys()).resolves.toEqualTypeOf<{ privateKey: string; publicKey: string }>();
});
