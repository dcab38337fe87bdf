import type { FlowJson, FlowJsonScreen } from "./flow-json.ts";
import type { DataOfScreen } from "./data-types.ts";
import type { FlowScreenIdOf } from "./flow-types.ts";
import type { ScreenWithId } from "./payload-types.ts";
import { screenOf } from "./screens.ts";

/** Which flow, by its id or by its name. */
type WhichFlow = { flow_id: string; flow_name?: never } | { flow_name: string; flow_id?: never };

interface Texts {
  /** The text of the message. */
  body: string;
  /** Label of the button that opens the flow, up to 30 characters without emoji. */
  flow_cta: string;
  /** Header of the message, as in other interactive messages; a string is its text. */
  header?: string;
  /** Small print below the text. */
  footer?: string;
  /**
   * Tells this session of the flow from others, as the answer does not name the flow: make up an unguessable one for each
   * message.
   *
   * @default "unused"
   */
  flow_token?: string;
  /**
   * Whether a draft is sent, to try it.
   *
   * @default "published"
   */
  mode?: "draft" | "published";
}

/** The screen to open with its data, which may be left out if it needs none. */
type Opening<Id, Data> = Record<never, never> extends Data ? { screen: Id; data?: Data } : { screen: Id; data: Data };

type OpeningOf<Flow extends FlowJson> = {
  [Id in FlowScreenIdOf<Flow>]: Opening<Id, DataOfScreen<ScreenWithId<Flow, Id>>>;
}[FlowScreenIdOf<Flow>];

type FirstScreen<Flow> = Flow extends { readonly screens: readonly [infer Screen, ...unknown[]] } ? Screen : never;

/** Without a screen the first one opens, if it needs no data; an endpoint names it itself. */
type Start<Flow extends FlowJson> =
  | (OpeningOf<Flow> & { flow_action?: "navigate" })
  | (FirstScreen<Flow> extends { readonly data: object }
      ? never
      : { screen?: never; data?: never; flow_action?: "navigate" })
  | (Flow extends { readonly data_api_version: string }
      ? { flow_action: "data_exchange"; screen?: never; data?: never }
      : never);

/** What `flowMessage` makes a message of. */
export type FlowMessageOptions<Flow extends FlowJson> = WhichFlow & Texts & Start<Flow>;

/** The `interactive` of a message that opens a flow. */
export interface FlowInteractive {
  type: "flow";
  header?: { type: "text"; text: string };
  body: { text: string };
  footer?: { text: string };
  action: {
    name: "flow";
    parameters: WhichFlow & {
      flow_message_version: "3";
      flow_cta: string;
      flow_token?: string;
      mode?: "draft" | "published";
      flow_action?: "navigate" | "data_exchange";
      flow_action_payload?: { screen: string; data?: Record<string, unknown> };
    };
  };
}

/**
 * Writes the `interactive` of a message that opens a flow, with the screen and the data that it needs.
 *
 * @throws {TypeError} when the flow has no such screen, or the data lacks what the screen declares
 * @example
 * const flow_token = crypto.randomUUID();
 * const interactive = flowMessage(tasting, { flow_id, flow_token, flow_cta: "Book", body: "Taste our coffee." });
 * await sendMessage(client, { to, type: "interactive", interactive });
 * @see {@link https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow}
 */
export function flowMessage<Flow extends FlowJson>(flow: Flow, options: FlowMessageOptions<Flow>): FlowInteractive {
  const { flow_id, flow_name, body, header, footer, flow_cta, flow_token, mode, flow_action, screen, data } =
    options satisfies Opened as Opened;
  if (screen !== undefined) checkOpening(flow, screen, data);
  return {
    type: "flow",
    ...(header !== undefined && { header: { type: "text", text: header } }),
    body: { text: body },
    ...(footer !== undefined && { footer: { text: footer } }),
    action: {
      name: "flow",
      parameters: {
        flow_message_version: "3",
        ...(flow_id === undefined ? { flow_name: flow_name ?? "" } : { flow_id }),
        flow_cta,
        ...(flow_token !== undefined && { flow_token }),
        ...(mode !== undefined && { mode }),
        ...(flow_action !== undefined && { flow_action }),
        ...(screen !== undefined && {
          flow_action: "navigate",
          flow_action_payload: { screen, ...(hasMembers(data) && { data: { ...data } }) },
        }),
      },
    },
  };
}

/** The options, whatever the flow. */
interface Opened extends Texts {
  flow_id?: string;
  flow_name?: string;
  flow_action?: "navigate" | "data_exchange";
  screen?: string;
  data?: object;
}

/** The platform takes no empty data. */
function hasMembers(data: object | undefined): data is object {
  return data !== undefined && Object.keys(data).length > 0;
}

function checkOpening(flow: FlowJson, id: string, data: object = {}): void {
  const screen: FlowJsonScreen | undefined = screenOf(flow, id);
  if (!screen) throw new TypeError(`Cannot open the flow at ${id}: it has no such screen`);
  const missing = Object.keys(screen.data ?? {}).filter((name) => !Object.hasOwn(data, name));
  if (missing.length > 0) throw new TypeError(`Cannot open the flow at ${id}: its data lacks ${missing.join(", ")}`);
}
