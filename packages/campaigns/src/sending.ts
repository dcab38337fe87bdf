import { AsyncLocalStorage } from "node:async_hooks";
import {
  type FetchMiddleware,
  GraphConnectionError,
  GraphError,
  type GraphErrorResponse,
  GraphRequest,
  readUsage,
} from "@openwaba/runtime";
import { templateIn } from "./template-in.ts";

/** Why a message may be sent, or not; `held` while the platform rejects messages of the number. */
export type Verdict = "go" | "taken" | "stopped" | "held" | "suppressed" | "duplicate";

/** One send on its way: the middleware finds it, whatever function made the call. */
export interface Sending {
  callbackData: string;
  /** Notes that the message is about to go out, in one step with the check whether it may. */
  begin(template: string): Promise<Verdict>;
  /** Tells how the platform rejected an attempt, and how long it will reject others, as far as it says. */
  rejected(error: GraphError, regainTime: number): void;
  verdict?: Verdict;
  /** Whether it failed behind the mark and before the network, where only the token comes from. */
  lacksToken?: boolean;
  messageId?: string | undefined;
  /** How the last attempt failed, whatever other middleware makes of it. */
  error?: unknown;
}

export const sendings = new AsyncLocalStorage<Sending>();

const sends = /^\/\{phone_number_id\}\/(messages|marketing_messages)$/;

/** Marks each message at the last moment before it goes out: behind every wait, in front of the token and the network. */
export const markSends: FetchMiddleware = (next) =>
  async function markedFetch(request) {
    const { call } = request;
    const sending = sendings.getStore();
    if (sending === undefined || call.method !== "POST" || !sends.test(call.path)) return next(request);
    if (call.attempts <= 1 && sending.verdict !== undefined)
      throw new TypeError("Cannot send to a recipient of a campaign: a message was sent already");
    if (call.isReplayable)
      throw new TypeError("Cannot send to a recipient of a campaign: a replayable call may send twice");
    const body = bodyOf(request);
    const marked = withBody(request, { ...body, biz_opaque_callback_data: sending.callbackData });
    sending.verdict = await sending.begin(templateIn(body));
    if (sending.verdict !== "go") throw new Error(`Cannot send to a recipient of a campaign: ${sending.verdict}`);
    sending.lacksToken = false;
    sending.error = undefined;
    try {
      const response = await next(marked);
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) sending.messageId = messageIdIn(answer);
      if (isRefusal(answer)) {
        const error = new GraphError(call, response.status, answer);
        sending.error = error;
        sending.rejected(error, regainTime(response.headers));
      }
      return response;
    } catch (error) {
      sending.error = error;
      sending.lacksToken = !(error instanceof GraphConnectionError);
      throw error;
    }
  };

function bodyOf({ body }: GraphRequest): object {
  // middleware of openapi-fetch leaves bytes
  const text = body instanceof ArrayBuffer ? new TextDecoder().decode(body) : body;
  if (typeof text !== "string") throw new TypeError("Cannot send to a recipient of a campaign: its body is not JSON");
  return JSON.parse(text) as object;
}

const withBody = (request: GraphRequest, body: object) =>
  new GraphRequest(request.url, { ...request, body: JSON.stringify(body) });

/** Milliseconds until an allowance is there again. */
function regainTime(headers: Headers): number {
  const entries = Object.values(readUsage(headers)?.businesses ?? {}).flat();
  return Math.max(0, ...entries.map(({ regainMinutes }) => regainMinutes)) * 60_000;
}

function messageIdIn(answer: unknown): string | undefined {
  const [message] = (answer as { messages?: { id?: unknown }[] } | null)?.messages ?? [];
  return typeof message?.id === "string" ? message.id : undefined;
}

function isRefusal(answer: unknown): answer is GraphErrorResponse {
  return typeof (answer as { error?: { code?: unknown } } | undefined)?.error?.code === "number";
}
