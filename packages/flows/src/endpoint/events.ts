import type { AnyFlowScreens, FlowAnswer, PayloadOf, ScreenId } from "./screens.ts";

interface FlowEventContext {
  /** Names the message that opened the flow; empty when the client sent none. Check it as you would a session. */
  flow_token: string;
  /** JWT over the flow token, signed with the app secret; from Flow JSON 7.3 with `data_api_version` 4.0 on. */
  flow_token_signature: string | undefined;
  /** The `data_api_version`, such as `"3.0"`. */
  version: string;
  /** Aborted when the `timeout` is over. */
  signal: AbortSignal;
}

/** Somebody opens the flow, whose message was sent with `flow_action: "data_exchange"`. */
export interface FlowInitEvent extends FlowEventContext {
  action: "INIT";
  /** Mostly empty. */
  screen: string;
  data: Record<string, unknown>;
}

/** Somebody goes back from a screen with `refresh_on_back`. */
export interface FlowBackEvent<Id extends string = string> extends FlowEventContext {
  action: "BACK";
  /** The screen that is left. */
  screen: Id;
  data: Record<string, unknown>;
}

/** Somebody pressed, or chose, what has the action `data_exchange`. */
export interface FlowDataExchangeEvent<
  Id extends string = string,
  Payload = Record<string, unknown>,
> extends FlowEventContext {
  action: "data_exchange";
  screen: Id;
  /** The payload of the action. A phone sent it: check it as you would a form of a web page. */
  data: Payload;
}

/** What a client or the platform reports, as it writes it. */
export type FlowClientError =
  | "invalid-screen-transition"
  | "payload-schema-error"
  | "response-decryption-error"
  | "public-key-missing"
  | "public-key-signature-verification"
  | "business-decryption-error"
  | "timeout_error"
  | "no_http_response_error"
  | "unexpected_http_status_code"
  | "missing_capability"
  | "cannot_be_served"
  | (string & {});

/** A client, or the platform, reports that an answer before was wrong. */
export interface FlowErrorEvent extends FlowEventContext {
  /** The action that failed: `data_exchange`, `INIT` or `navigate`. */
  action: string;
  screen: string;
  error: FlowClientError;
  error_message: string | undefined;
}

/** An event of any kind. */
export type FlowEvent = FlowInitEvent | FlowBackEvent | FlowDataExchangeEvent | FlowErrorEvent;

type Handler<Event, Screens> = (event: Event) => FlowAnswer<Screens> | Promise<FlowAnswer<Screens>>;

type DataExchangeEventOf<Screens, Id extends ScreenId<Screens>> = FlowDataExchangeEvent<Id, PayloadOf<Screens[Id]>>;

/** The event of any screen. */
type AnyDataExchangeEvent<Screens> = {
  [Id in ScreenId<Screens>]: DataExchangeEventOf<Screens, Id>;
}[ScreenId<Screens>];

/** `string` is not one screen: an index signature types the events of all the same. */
type BackHandlers<Screens> = string extends keyof Screens
  ? Record<string, Handler<FlowBackEvent, Screens>>
  : { [Id in ScreenId<Screens>]?: Handler<FlowBackEvent<Id>, Screens> };

type DataExchangeHandlers<Screens> = string extends keyof Screens
  ? Record<string, Handler<AnyDataExchangeEvent<Screens>, Screens>>
  : { [Id in ScreenId<Screens>]?: Handler<DataExchangeEventOf<Screens, Id>, Screens> };

/** Handlers by the action of a request, `BACK` and `data_exchange` for all screens or by screen. */
export interface FlowHandlers<Screens = AnyFlowScreens> {
  INIT?: Handler<FlowInitEvent, Screens>;
  BACK?: Handler<FlowBackEvent<ScreenId<Screens>>, Screens> | BackHandlers<Screens>;
  data_exchange?: Handler<AnyDataExchangeEvent<Screens>, Screens> | DataExchangeHandlers<Screens>;
  /** Called for error notifications, which are acknowledged whatever it does. @default `onError` */
  error?: (event: FlowErrorEvent) => unknown;
}
