import type { DomainContext } from "../../domain.ts";
import { isSchema } from "../../server/schemas.ts";
import type { Data } from "../../world/world.ts";
import type { SentByCustomer } from "../sent-by-customer.ts";
import { findFlow } from "../flow-content.ts";
import { askEndpoint } from "./flow-endpoint.ts";
import type { FlowRequest } from "./flow-exchange.ts";
import type { SentFlow } from "./sent-flow.ts";

/** A flow that a customer has open. */
export interface OpenFlow {
  /** Id of the screen; undefined once the flow is over. */
  readonly screen: string | undefined;
  /** What the screen shows: the fields of its `data` in the flow JSON. */
  readonly data: Data;
  /** The `error_message` of the last answer. */
  readonly message: string | undefined;
  /** The reply in the chat, once the flow is completed. */
  readonly reply: SentByCustomer | undefined;
  /**
   * Does what has the action `data_exchange`: the endpoint says what comes next, and the flow may be over then.
   *
   * @throws Error if a phone would show an error instead, which says why; TypeError if the flow is over
   */
  exchange(payload?: Data): Promise<void>;
  /**
   * Does what has the action `navigate`.
   *
   * @throws TypeError if the flow JSON has no such screen, or the flow is over
   */
  navigate(screen: string, payload?: Data): void;
  /**
   * Goes back to the screen before; one with `refresh_on_back` asks the endpoint.
   *
   * @throws Error as `exchange` does; TypeError on the first screen, or if the flow is over
   */
  back(): Promise<void>;
  /**
   * Does what has the action `complete`: the flow is over, and the payload is sent to the chat.
   *
   * @throws TypeError if the flow is over
   */
  complete(payload?: Data): Promise<SentByCustomer>;
}

interface Visit {
  readonly screen: string;
  readonly data: Data;
}

/** Opens the flow of a message, as a phone does; `complete` sends the reply. */
export async function openFlow(
  context: DomainContext,
  sent: SentFlow,
  phoneNumberId: string,
  complete: (response: Data) => Promise<SentByCustomer>,
): Promise<OpenFlow> {
  const found = findFlow(context.world, sent.flow);
  const node = context.world.find("flow", found?.id ?? "");
  if (!found || !node) throw new TypeError(`Cannot open the flow ${sent.flow}: there is none`);
  if (found.status === "BLOCKED" || found.status === "DEPRECATED")
    throw new TypeError(`Cannot open the flow ${sent.flow}: it is ${found.status}`);
  const screens = screensIn(found.json);
  const visits: Visit[] = [];
  let message: string | undefined;
  let reply: SentByCustomer | undefined;

  function current(action: string): Visit {
    const visit = visits.at(-1);
    if (visit && !reply) return visit;
    throw new TypeError(`Cannot ${action} in the flow ${found?.name}: it is over`);
  }

  function show(screen: string, data: Data): void {
    if (!screens.has(screen)) throw new TypeError(`Cannot show the screen ${screen}: the flow ${found?.name} has none`);
    // the same screen gets other data, another one is put above it
    if (visits.at(-1)?.screen === screen) visits.push({ screen, data: { ...visits.pop()?.data, ...data } });
    else visits.push({ screen, data });
  }

  async function ask(request: Pick<FlowRequest, "action" | "screen" | "data">): Promise<void> {
    if (!node) return;
    const {
      answer = {},
      trouble,
      status,
    } = await askEndpoint(context, node, {
      ...request,
      flow_token: sent.token,
      phoneNumberId,
    });
    const where = request.screen === undefined ? "" : ` on ${request.screen}`;
    const cannot = `Cannot go on in the flow ${found?.name}${where}`;
    if (trouble) throw new Error(`${cannot}: ${trouble.message} (${trouble.type})`);
    if (status !== 200) throw new Error(`${cannot}: ${String(answer["error_msg"] ?? "the flow token is not valid")}`);
    await take(answer);
  }

  async function take({ screen, data }: Data): Promise<void> {
    const { error_message, extension_message_response, ...shown } = isSchema(data) ? data : {};
    message = typeof error_message === "string" ? error_message : undefined;
    if (screen !== "SUCCESS") return show(String(screen), shown);
    const { params } = isSchema(extension_message_response) ? extension_message_response : {};
    reply = await complete(isSchema(params) ? params : {});
  }

  if (sent.isAsked) await ask({ action: "INIT" });
  else show(sent.screen ?? firstScreen(found.json), sent.data);

  return {
    get screen() {
      return reply ? undefined : visits.at(-1)?.screen;
    },
    get data() {
      return visits.at(-1)?.data ?? {};
    },
    get message() {
      return message;
    },
    get reply() {
      return reply;
    },
    async exchange(payload = {}) {
      await ask({ action: "data_exchange", screen: current("send").screen, data: payload });
    },
    navigate(screen, payload = {}) {
      current("navigate");
      message = undefined;
      show(screen, payload);
    },
    async back() {
      const left = current("go back").screen;
      if (visits.length === 1)
        throw new TypeError(`Cannot go back in the flow ${found.name}: ${left} is its first screen`);
      visits.pop();
      message = undefined;
      if (screens.get(left)?.["refresh_on_back"] === true) await ask({ action: "BACK", screen: left });
    },
    async complete(payload = {}) {
      current("complete");
      reply = await complete({ flow_token: sent.token, ...payload });
      return reply;
    },
  };
}

function screensIn(json: object | undefined): Map<string, Data> {
  const { screens } = (json ?? {}) as Data;
  const list = Array.isArray(screens) ? screens.filter(isSchema) : [];
  return new Map(list.map((screen) => [String(screen["id"]), screen]));
}

/** The first screen that no other one leads to. */
function firstScreen(json: object | undefined): string {
  const { routing_model: routes } = (json ?? {}) as Data;
  const targets = new Set(Object.values(isSchema(routes) ? routes : {}).flat());
  const ids = [...screensIn(json).keys()];
  return ids.find((id) => !targets.has(id)) ?? ids[0] ?? "";
}
