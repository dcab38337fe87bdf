import { readSignedBody, WebhookRequestError } from "@openwaba/webhooks";
import { createDeadline } from "./deadline.ts";
import { type Decrypted, decryptRequest } from "./encryption.ts";
import { FlowEndpointError, InvalidFlowTokenError } from "./errors.ts";
import type { FlowErrorEvent, FlowEvent, FlowHandlers } from "./events.ts";
import { describe, errorEventOf, handleEvent, type ScreenEvent, short } from "./handle-event.ts";
import { type FlowPrivateKey, readPrivateKeys } from "./private-keys.ts";
import { type FlowRequest, readEnvelope, readRequest } from "./read-request.ts";
import type { AnyFlowScreens, FlowScreens } from "./screens.ts";

export interface FlowEndpointOptions<Screens = AnyFlowScreens> {
  /** Private key whose public key the number has, or several during a rotation: they are tried in order. */
  privateKey: FlowPrivateKey | readonly FlowPrivateKey[];
  /** Passphrase of keys that are encrypted, or several, which are tried in order. For Node, Bun and Deno. */
  passphrase?: string | readonly string[];
  /** Secret of the app that the flow is connected to, or several during a rotation. */
  appSecret: string | readonly string[];
  on: FlowHandlers<Screens>;
  /**
   * Called with what a handler throws and with a `FlowEndpointError` for everything else that goes wrong, unless
   * somebody without the app secret caused it; without an event when there is none. Awaited for a second at most.
   *
   * @default console.error
   */
  onError?: (error: unknown, event?: FlowEvent) => unknown;
  /** Limit of the body in bytes. @default 10485760, which is the 10 MB of the platform */
  maxSize?: number;
  /** Timeout of a handler in ms, then the client gets 500; the platform waits for 10 seconds. @default 9000 */
  timeout?: number;
}

/** Responds to the requests of flows. It never throws or rejects. */
export type FlowEndpoint = (request: Request) => Promise<Response>;

const defaults = {
  onError: (error: unknown) => console.error(error),
  maxSize: 10_485_760, // 10 MiB
  timeout: 9000,
} satisfies Partial<FlowEndpointOptions>;

const reportTimeout = 1000; // the client waits meanwhile

/**
 * Creates a function that responds to the requests of flows: it checks the signature of the raw body, decrypts it, calls
 * the handler of its action and encrypts what that returns. It answers health checks (`ping`) and acknowledges error
 * notifications. `toNodeHandler` of `@openwaba/webhooks` takes it for node:http and Express.
 *
 * Responds with 200; 427 for an {@link InvalidFlowTokenError}; 432 for a wrong signature; 421 for what none of the keys
 * decrypts, whereupon the client fetches the public key again; 500 when a handler throws, is missing or exceeds the
 * timeout; 400, 405 and 413 for what is not a request of a flow.
 *
 * @typeParam Screens data and payload of each screen by its id; any by default
 * @throws {TypeError} when a key cannot be read, the app secret is empty, or a limit is not above 0
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/implementingyourflowendpoint
 * @example
 * const endpoint = createFlowEndpoint({
 *   privateKey,
 *   appSecret,
 *   on: {
 *     INIT: () => ({ screen: "SIGN_UP", data: { plans: ["Monthly", "Yearly"] } }),
 *     data_exchange: {
 *       SIGN_UP: (event) => completeFlow(event, { plan: event.data["plan"] }),
 *     },
 *   },
 * });
 */
export function createFlowEndpoint<Screens extends FlowScreens<Screens> = AnyFlowScreens>(
  options: FlowEndpointOptions<NoInfer<Screens>>,
): FlowEndpoint {
  const { appSecret, onError, maxSize, timeout } = { ...defaults, ...options };
  const keys = listOf(options.privateKey);
  checkSecrets(appSecret);
  checkLimit("maxSize", maxSize);
  checkLimit("timeout", timeout);
  const importKeys = readPrivateKeys(keys, listOf(options.passphrase ?? []));
  // each handler gets events of its own screen alone
  const on = options.on as unknown as FlowHandlers;

  async function report(error: unknown, event?: FlowEvent): Promise<void> {
    const late = () => new Error(`Cannot report an error: onError did not settle within ${reportTimeout} ms`);
    try {
      await createDeadline(reportTimeout, late).run(() => onError(error, event));
    } catch (failure) {
      console.error(failure);
    }
  }

  async function fail(status: number, error: unknown, event?: FlowEvent): Promise<Response> {
    await report(error, event);
    return new Response(null, { status });
  }

  async function receive(body: Uint8Array): Promise<Response> {
    const envelope = readEnvelope(body);
    if (!envelope) return fail(400, new FlowEndpointError("request", "its body has no encrypted data"));
    const decrypted = await decryptRequest(envelope, await importKeys());
    if (!decrypted) return fail(421, new FlowEndpointError("decryption", "no private key decrypts the request"));
    const request = readRequest(decrypted.plaintext);
    if (!request) return fail(400, new FlowEndpointError("request", "what it encrypts is not a request"));
    if (request.action === "ping") return respond(decrypted, { data: { status: "active" } });
    return answer(decrypted, request);
  }

  async function answer(decrypted: Decrypted, request: FlowRequest): Promise<Response> {
    const late = () =>
      new FlowEndpointError("handler", `the handler of ${describe(request)} did not settle within ${timeout} ms`);
    const { signal, run } = createDeadline(timeout, late);
    const failure = errorEventOf(request, signal);
    if (failure) {
      await run(() => hear(failure)).catch((error: unknown) => report(error, failure));
      return respond(decrypted, { data: { acknowledged: true } });
    }
    // an unknown action has no handler
    const event = { ...request, signal } as ScreenEvent;
    try {
      return await respond(decrypted, await run(() => handleEvent(on, event)));
    } catch (error) {
      if (!(error instanceof InvalidFlowTokenError)) return fail(500, error, event);
      const { error_msg } = error;
      return error_msg === undefined ? new Response(null, { status: 427 }) : respond(decrypted, { error_msg }, 427);
    }
  }

  function hear(event: FlowErrorEvent): unknown {
    if (on.error) return on.error(event);
    return report(
      new FlowEndpointError("client", `a client reports ${short(event.error)} after ${describe(event)}`),
      event,
    );
  }

  return async function flowEndpoint(request) {
    try {
      if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
      const body = await readSignedBody(request, { appSecret, maxSize }).catch(reject);
      return body instanceof Response ? body : await receive(body);
    } catch (error) {
      return fail(500, error);
    }
  };
}

/** The response to what is not signed, or cannot be read. */
function reject(error: unknown): Response {
  if (!(error instanceof WebhookRequestError)) throw error;
  if (error.reason === "signature") return new Response(null, { status: 432 });
  // the rest of a body that is too large is not read, so its connection cannot be reused
  if (error.reason === "size") return new Response(null, { status: 413, headers: { connection: "close" } });
  return new Response(null, { status: 400 });
}

async function respond(decrypted: Decrypted, answer: object, status = 200): Promise<Response> {
  const headers = { "content-type": "text/plain", "x-content-type-options": "nosniff" };
  return new Response(await decrypted.encrypt(JSON.stringify(answer)), { status, headers });
}

function checkLimit(name: string, limit: number): void {
  if (!(limit > 0)) throw new TypeError(`Cannot create a flow endpoint: ${name} must be above 0, not ${limit}`);
}

function checkSecrets(secrets: string | readonly string[]): void {
  const list: readonly unknown[] = listOf(secrets ?? []);
  if (list.length > 0 && list.every((secret) => typeof secret === "string" && secret !== "")) return;
  throw new TypeError("Cannot create a flow endpoint: appSecret is empty");
}

function listOf<Value extends string | CryptoKey>(values: Value | readonly Value[]): readonly Value[] {
  return (Array.isArray(values) ? values : [values]) as readonly Value[];
}
