import type { AnyFlowScreens } from "../../endpoint/screens.ts";
import type { DataOfScreen } from "./data-types.ts";
import type { FormOfScreen } from "./form-types.ts";
import type { FlowJson } from "./flow-json.ts";
import type { InChat, NavigationsOf, PayloadsOf, ScreensIn, ScreenWithId } from "./payload-types.ts";

/** Ids of the screens of a flow. */
export type FlowScreenIdOf<Flow extends FlowJson> = ScreensIn<Flow>["id"];

/** What a screen of a flow takes, has and sends. */
export interface FlowScreenOf<Data, Form, DataExchange, Navigate, Complete> {
  /** What it gets when it opens. */
  data: Data;
  /** The values of its inputs, by name. */
  form: Form;
  /** What its actions `data_exchange` send to the endpoint. */
  payload: [DataExchange] extends [never] ? Record<string, unknown> : DataExchange;
  /** What its actions send, by their name; `navigate` by the id of the screen that it opens. */
  actions: { data_exchange: DataExchange; navigate: Navigate; complete: Complete };
}

/**
 * The screens of a flow by id, such as for the handlers of its endpoint.
 *
 * @example
 * const endpoint = createFlowEndpoint<FlowScreensOf<typeof tasting>>({ privateKey, appSecret, on: { … } });
 */
export type FlowScreensOf<Flow extends FlowJson> =
  string extends FlowScreenIdOf<Flow>
    ? AnyFlowScreens
    : { [Id in FlowScreenIdOf<Flow>]: ScreenTypes<Flow, ScreenWithId<Flow, Id>> };

type ScreenTypes<Flow, Screen> = FlowScreenOf<
  DataOfScreen<Screen>,
  FormOfScreen<Screen>,
  PayloadsOf<Flow, Screen, "data_exchange">,
  NavigationsOf<Flow, Screen>,
  InChat<PayloadsOf<Flow, Screen, "complete">>
>;

type EndsOf<Flow> = Extract<ScreensIn<Flow>, { readonly terminal: true }>;

/**
 * The payload of `complete` by terminal screen, for screens that have that action.
 *
 * @example
 * type Booking = FlowResponsesOf<typeof tasting>["CONFIRM"];
 */
export type FlowResponsesOf<Flow extends FlowJson> = {
  [Screen in EndsOf<Flow> as [PayloadsOf<Flow, Screen, "complete">] extends [never] ? never : Screen["id"]]: InChat<
    PayloadsOf<Flow, Screen, "complete">
  >;
};

/**
 * What arrives in the chat at the end of a flow: the payload of `complete` with the flow token. If no screen completes the
 * flow its endpoint does, with anything.
 *
 * @example
 * function book({ flow_token, day }: FlowResponseOf<typeof tasting>) {}
 */
export type FlowResponseOf<Flow extends FlowJson> = WithToken<ValuesOf<FlowResponsesOf<Flow>>>;

type ValuesOf<Value> = Value[keyof Value];

type WithToken<Payload> = [Payload] extends [never]
  ? { flow_token: string; [name: string]: unknown }
  : Payload extends unknown
    ? { [Name in keyof Payload]: Payload[Name] } & { flow_token: string }
    : never;
