import { type DedupeStore, memoryDedupe } from "./dedupe.ts";
import { claimEvents, type DispatchOptions, runTasks } from "./dispatch.ts";
import { WebhookRequestError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import type { WebhookHandlers } from "./handlers.ts";
import { answerHandshake } from "./handshake.ts";
import { type ParseOptions, parseWebhook } from "./parse.ts";
import { listOf } from "./signature.ts";

export interface WebhookHandlerOptions extends ParseOptions {
  /** The token that was entered beside the address, or several. */
  verifyToken: string | readonly string[];
  /** What to do with events. The most specific handler gets it: `messages.text`, then `messages`, then `other`. */
  on: WebhookHandlers;
  /** Called with what a handler or the store throws, without an event when it was none of them. @default console.error */
  onError?: (error: unknown, event?: WebhookEvent) => unknown;
  /** Where handled events are remembered; false to handle repeated ones again. @default memoryDedupe() */
  dedupe?: DedupeStore | false;
  /** Events of one delivery that are handled at the same time, begun in their order. @default 10 */
  concurrency?: number;
  /**
   * What to answer when a handler failed: 500 makes the platform deliver again, for up to seven days, and those that
   * failed are handled again; 200 lets them go. @default 500
   */
  failureStatus?: 200 | 500;
}

/** What a host offers for work after the answer; `ExecutionContext` of Cloudflare Workers is one. */
export interface WorkContext {
  /** Keeps the host from stopping before the work is done. */
  waitUntil?: (work: Promise<unknown>) => void;
}

/** Answers requests to the address of the webhook. It never throws. */
export type WebhookHandler = (request: Request, context?: WorkContext) => Promise<Response>;

const defaults = {
  onError: (error: unknown) => console.error(error),
  concurrency: 10,
  failureStatus: 500,
} satisfies Partial<WebhookHandlerOptions>;

/**
 * Makes a function that answers the platform: the handshake, and deliveries, whose signature it checks and whose events
 * it hands to `on`, each of them once even when it is delivered again. It waits for the handlers and answers 200;
 * 500 when one failed, so that its event comes again; 503 when an event is in handling elsewhere. With `waitUntil` it
 * answers without waiting, and what fails then is reported but does not come again.
 *
 * @throws {TypeError} when a secret or token is empty, or `concurrency` is less than 1
 * @example
 * const handler = createWebhookHandler({
 *   appSecret,
 *   verifyToken,
 *   on: {
 *     "messages.text": ({ message }) => console.log(message.text?.body),
 *     "statuses.failed": ({ status }) => console.error(status.errors),
 *   },
 * });
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { appSecret, verifyToken, on, onError, dedupe, concurrency, failureStatus, maxSize } = { ...defaults, ...options };
  checkSecrets("appSecret", appSecret);
  checkSecrets("verifyToken", verifyToken);
  if (!(concurrency >= 1)) throw new TypeError(`Cannot create a webhook handler: concurrency must be at least 1, not ${concurrency}`);

  async function report(error: unknown, event?: WebhookEvent): Promise<void> {
    try {
      await onError(error, event);
    } catch (failure) {
      console.error(failure);
    }
  }

  const store = dedupe === false ? undefined : (dedupe ?? memoryDedupe());
  const dispatch: DispatchOptions = { on, store, concurrency, report };
  const parsing: ParseOptions = maxSize === undefined ? { appSecret } : { appSecret, maxSize };

  async function receive(request: Request, context: WorkContext | undefined): Promise<number> {
    const { tasks, postponed } = await claimEvents(await parseWebhook(request, parsing), dispatch);
    const work = runTasks(tasks, dispatch);
    if (typeof context?.waitUntil === "function") context.waitUntil(work);
    else if ((await work) > 0) return failureStatus;
    return postponed > 0 ? 503 : 200;
  }

  return async function webhookHandler(request, context) {
    try {
      if (request.method === "GET") return answerHandshake(request, verifyToken);
      if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
      return new Response(null, { status: await receive(request, context) });
    } catch (error) {
      if (error instanceof WebhookRequestError) return new Response(error.message, { status: error.status });
      await report(error);
      return new Response(null, { status: 500 });
    }
  };
}

function checkSecrets(name: string, secrets: string | readonly string[]): void {
  const list: readonly unknown[] = listOf(secrets ?? []);
  if (list.length > 0 && list.every((secret) => typeof secret === "string" && secret !== "")) return;
  throw new TypeError(`Cannot create a webhook handler: ${name} is empty`);
}
