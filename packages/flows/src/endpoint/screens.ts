/** What a screen of a Flow JSON is typed by. */
export interface FlowScreen {
  /** Its `data`, which the endpoint sends when it answers with this screen. */
  data?: object;
  /** The `payload` of its actions `data_exchange`, which the endpoint receives. */
  payload?: object;
}

/** Screens by their id; an interface may be one. */
export type FlowScreens<Screens> = { [Id in keyof Screens]: FlowScreen };

/** Screens that are not typed. */
export type AnyFlowScreens = Record<string, { data: object; payload: Record<string, unknown> }>;

export type ScreenId<Screens> = keyof Screens & string;

export type PayloadOf<Screen> = Screen extends { payload: infer Payload extends object }
  ? Payload
  : Record<string, unknown>;

type DataOf<Screen> = Screen extends { data: infer Data extends object } ? Data : Record<string, unknown>;

/** The client shows `error_message` on the screen. */
type WithMessage<Data> = Data & { error_message?: string };

type AnswerWith<Id, Data> =
  Record<never, never> extends Data
    ? { screen: Id; data?: WithMessage<Data> }
    : { screen: Id; data: WithMessage<Data> };

/** The last answer: the flow closes, and `params` arrive in the chat as `response_json` of an `nfm_reply`. */
export interface CompletedFlow {
  screen: "SUCCESS";
  data: { extension_message_response: { params: { flow_token: string } & Record<string, unknown> } };
}

/**
 * What a handler returns: the screen to show, with its data, or the end of the flow. The screen is the same one or the
 * next one of the `routing_model`. Values must not be `null`.
 */
export type FlowAnswer<Screens = AnyFlowScreens> =
  | { [Id in ScreenId<Screens>]: AnswerWith<Id, DataOf<Screens[Id]>> }[ScreenId<Screens>]
  | CompletedFlow;
