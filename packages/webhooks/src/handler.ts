import { checkedStore } from "./checked-store.ts";
import { type DedupeStore, memoryDedupe } from "./dedupe.ts";
import { claimEvents, type DispatchOptions } from "./dispatch.ts";
import { WebhookAppError, type WebhookChangeError, WebhookRequestError } from "./errors.ts";
import type { WebhookEvent } from "./event.ts";
import type { WebhookHandlers } from "./choose-handler.ts";
import { answerHandshake } from "./handshake.ts";
import { listOf } from "./list-of.ts";
import { methodNotAllowed } from "./method.ts";
import { type ParseOptions, parseWebhook } from "./parse.ts";
import { within } from "./within.ts";

export interface WebhookHandlerOptions extends Omit<ParseOptions, "onUnreadable"> {
  /** The verify token that was entered with the callback URL, or several. */
  verifyToken: string | readonly string[];
  /** Handlers of events. The most specific one is called: `messages.text`, then `messages`, then `other`. */
  on: WebhookHandlers;
  /**
   * Called with what a handler or the store throws, with a `WebhookAppError` when one of them hangs, and with a
   * `WebhookChangeError` for a change that cannot be read; without an event when there is none. @default console.error
   */
  onError?: (error: unknown, event?: WebhookEvent) => unknown;
  /** Where handled events are remembered; false to handle repeated ones again. @default memoryDedupe() */
  dedupe?: DedupeStore | false;
  /** Events of one delivery that are handled at the same time, started in order. @default 10 */
  concurrency?: number;
  /**
   * Status of the response when a handler failed. 500 makes the platform retry for up to seven days, and the failed
   * events are handled again; 200 drops them. @default 500
   */
  failureStatus?: 200 | 500;
  /**
   * Timeout of the handler of one event in ms: after it the event counts as failed, but its claim is kept until the
   * handler settles or the lease of the store expires. The default is longer than the platform waits, and shorter than
   * the lease. @default 60000
   */
  timeout?: number;
  /** Timeout of one call of the store in ms: after it the call counts as failed. @default 5000 */
  storeTimeout?: number;
}

/** How a host lets work continue after the response; `ExecutionContext` of Cloudflare Workers is one. */
export interface WorkContext {
  /** Keeps the host from stopping before the work is done. */
  waitUntil?: (work: Promise<unknown>) => void;
}

/** Responds to requests to the webhook. It never throws or rejects. */
export interface WebhookHandler {
  (request: Request, context?: WorkContext): Promise<Response>;
  /** Any other second argument, such as the route parameters of Next.js, is ignored. */
  (request: Request, context: unknown): Promise<Response>;
}

const defaults = {
  onError: (error: unknown) => console.error(error),
  concurrency: 10,
  failureStatus: 500,
  timeout: 60_000,
  storeTimeout: 5000,
} satisfies Partial<WebhookHandlerOptions>;

/**
 * Creates a function that responds to the platform: to the handshake, and to deliveries. It checks the signature and
 * calls the handlers in `on`, once per event even when the event is delivered again. It waits for the handlers and
 * responds with 200; with 500 when one failed, so that its event is delivered again; with 503 when an event is being
 * handled elsewhere. With `waitUntil` it responds without waiting, and what fails then is reported but not delivered
 * again. A change that cannot be read is reported, named in the response, and skipped.
 *
 * @throws {TypeError} when a secret or token is empty, `concurrency` is less than 1, or a timeout is not above 0
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
  const { appSecret, verifyToken, on, onError, dedupe, concurrency, failureStatus, maxSize, timeout, storeTimeout } = {
    ...defaults,
    ...options,
  };
  checkSecrets("appSecret", appSecret);
  checkSecrets("verifyToken", verifyToken);
  if (!(concurrency >= 1))
    throw new TypeError(`Cannot create a webhook handler: concurrency must be at least 1, not ${concurrency}`);
  checkTimeout("timeout", timeout);
  checkTimeout("storeTimeout", storeTimeout);

  async function report(error: unknown, event?: WebhookEvent): Promise<void> {
    try {
      await within(
        onError(error, event),
        timeout,
        () => new WebhookAppError("onError", `onError did not settle within ${timeout} ms`),
      );
    } catch (failure) {
      console.error(failure);
    }
  }

  const store = dedupe === false ? undefined : checkedStore(dedupe ?? memoryDedupe(), storeTimeout);
  const dispatch: DispatchOptions = { on, store, concurrency, timeout, report };
  const parsing = maxSize === undefined ? { appSecret } : { appSecret, maxSize };

  async function receive(request: Request, context: unknown): Promise<Response> {
    const unreadable: WebhookChangeError[] = [];
    const events = await parseWebhook(request, { ...parsing, onUnreadable: (error) => void unreadable.push(error) });
    await Promise.all(unreadable.map((error) => report(error)));
    const { postponed, handle } = await claimEvents(events, dispatch);
    const working = handle();
    let status = postponed > 0 ? 503 : 200;
    if (isWorkContext(context)) {
      context.waitUntil(working);
    } else {
      const outcome = await working;
      if (outcome.postponed > 0) status = 503;
      if (outcome.failed > 0) status = failureStatus;
    }
    const [first] = unreadable;
    return new Response(first ? `Left out ${unreadable.length} of the changes: ${first.message}` : null, { status });
  }

  return async function webhookHandler(request: Request, context?: unknown) {
    try {
      if (request.method === "GET") return answerHandshake(request, verifyToken);
      if (request.method !== "POST") return methodNotAllowed();
      return await receive(request, context);
    } catch (error) {
      if (error instanceof WebhookRequestError) return reject(error);
      await report(error);
      return new Response(null, { status: 500 });
    }
  };
}

/** The rest of a body that is too large is not read, so its connection cannot be reused. */
function reject({ message, status, reason }: WebhookRequestError): Response {
  return new Response(message, { status, headers: reason === "size" ? { connection: "close" } : {} });
}

function isWorkContext(context: unknown): context is Required<WorkContext> {
  return (
    typeof context === "object" && context !== null && "waitUntil" in context && typeof context.waitUntil === "function"
  );
}

function checkTimeout(name: string, milliseconds: number): void {
  if (!(milliseconds > 0))
    throw new TypeError(`Cannot create a webhook handler: ${name} must be above 0, not ${milliseconds}`);
}

function checkSecrets(name: string, secrets: string | readonly string[]): void {
  const list: readonly unknown[] = listOf(secrets ?? []);
  if (list.length > 0 && list.every((secret) => typeof secret === "string" && secret !== "")) return;
  throw new TypeError(`Cannot create a webhook handler: ${name} is empty`);
}
