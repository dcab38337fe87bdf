import { currentAttempt, startAttempt } from "../call/attempt.ts";
import { isRefusedToken, refusedParts } from "../call/auth.ts";
import { type BatchCaller, failAll, shareAnswer } from "./batch-answer.ts";
import { type BatchItem, toBatchItem } from "./batch-item.ts";
import type { Fetch, FetchMiddleware } from "../call/middleware.ts";
import { createCall, GraphRequest } from "../call/request.ts";
import { shareSecrets } from "../errors/secrets.ts";

export interface BatchOptions {
  /** Maximum calls in one batch, from 1 to 50. @default 50 */
  maxSize?: number;
}

const mostItems = 50; // limit of the platform

const defaults = { maxSize: mostItems } satisfies BatchOptions;

interface Caller extends BatchCaller {
  readonly item: BatchItem;
}

/** Calls that share a batch. */
interface Gathering {
  readonly root: string;
  readonly timer: ReturnType<typeof setTimeout>;
  /** Callers that still wait for a response. */
  readonly callers: Set<Caller>;
  /** Called when the last caller is aborted after the batch was sent. */
  abandon?: (reason: unknown) => void;
}

/**
 * Sends calls that are made in the same turn of the event loop as one HTTP request. Each still counts as one call for
 * the platform, gets its own response and can be aborted separately.
 *
 * A turn ends with `setTimeout(0)`; a call that is alone in it is sent unchanged. So are files, bytes, streams, bodies
 * with null at the top level, and calls with their own headers. Calls with different origins, versions or timeouts
 * never share a batch. Pass it as the client's last middleware.
 *
 * The token is requested once per batch: do not combine it with a function that returns a different token per call,
 * such as one that looks up the tenant of the current request.
 *
 * A call without a usable item in the response fails with {@link GraphConnectionError}, as it may have taken effect:
 * GET and DELETE are retried, a POST is not. Calls rejected because of the token (code 190) are sent once more,
 * together, if the token function can {@link TokenSource.forget} it and returns a new one.
 *
 * @throws {TypeError} when `maxSize` is not a whole number from 1 to 50
 * @example
 * const client = createClient<numbers.PathsByVersion>({ auth: accessToken, middleware: [batch()] });
 * const path = "/{pre_verified_phone_number_id}";
 * const answers = await Promise.all(
 *   ids.map((id) => client.GET(path, { params: { path: { pre_verified_phone_number_id: id } } })),
 * );
 */
export function batch(options: BatchOptions = {}): FetchMiddleware {
  const { maxSize } = { ...defaults, ...options };
  if (!(Number.isInteger(maxSize) && maxSize >= 1 && maxSize <= mostItems)) {
    throw new TypeError(`Cannot batch calls: maxSize must be a whole number from 1 to ${mostItems}, not ${maxSize}`);
  }

  return (next) => {
    const gatherings = new Map<string, Gathering>();

    function gather(key: string, root: string): Gathering {
      const timer = setTimeout(() => flush(key, gathering), 0);
      const gathering: Gathering = { root, timer, callers: new Set() };
      gatherings.set(key, gathering);
      return gathering;
    }

    function flush(key: string, gathering: Gathering): void {
      clearTimeout(gathering.timer);
      gatherings.delete(key);
      void send(next, gathering);
    }

    return async function batchingFetch(request) {
      const call = toBatchItem(request);
      if (!call) return next(request);
      request.signal?.throwIfAborted();
      const key = `${call.root} ${request.call.timeout}`;
      const gathering = gatherings.get(key) ?? gather(key, call.root);
      const answer = join(gathering, request, call.item);
      if (gathering.callers.size === maxSize) flush(key, gathering);
      return answer;
    };
  };
}

/** Adds a caller to the batch; settles when its call gets a response, fails or is aborted. */
function join(gathering: Gathering, request: GraphRequest, item: BatchItem): Promise<Response> {
  const { callers } = gathering;
  const { signal } = request;
  return new Promise((resolve, reject) => {
    const caller: Caller = {
      request,
      item,
      answer(response) {
        leave();
        resolve(response);
      },
      fail(error) {
        leave();
        reject(error);
      },
    };
    function leave() {
      callers.delete(caller);
      signal?.removeEventListener("abort", stop);
    }
    function stop() {
      caller.fail(signal?.reason);
      if (callers.size === 0) gathering.abandon?.(signal?.reason);
    }
    callers.add(caller);
    signal?.addEventListener("abort", stop);
  });
}

async function passOn(next: Fetch, { request, answer, fail }: Caller): Promise<void> {
  try {
    answer(await next(request));
  } catch (error) {
    fail(error);
  }
}

async function send(next: Fetch, gathering: Gathering): Promise<void> {
  const callers = [...gathering.callers];
  const [first] = callers;
  if (!first) return;
  if (callers.length === 1) return passOn(next, first);
  const request = joinRequests(first.request, callers, gathering);
  const attempt = startAttempt(request.call);
  for (const caller of callers) currentAttempt(caller.request.call).sent++;

  /** Responses of the calls whose token was rejected; all others already have theirs. */
  const refused = new Map<Caller, Response>();
  let firstAnswer: Response | undefined;
  refusedParts.set(request.call, async (sent, answer) => {
    firstAnswer = answer;
    const sorting = callers.map((caller) => ({ ...caller, answer: (own: Response) => sort(caller, own) }));
    await shareAnswer(answer, sorting);
    return refused.size > 0 ? new GraphRequest(sent.url, { ...sent, body: formOf([...refused.keys()]) }) : undefined;
  });
  function sort(caller: Caller, answer: Response): void {
    if (gathering.callers.has(caller) && isRefusedToken(answer)) refused.set(caller, answer);
    else caller.answer(answer);
  }

  try {
    const answer = await next(request);
    if (answer !== firstAnswer) await shareAnswer(answer, refused.size > 0 ? [...refused.keys()] : callers);
    else for (const [caller, own] of refused) caller.answer(own);
  } catch (error) {
    const { loss, sent } = attempt;
    if (loss && error === loss) failAll(callers, loss.reason, sent === 0);
    else for (const caller of callers) caller.fail(error);
  }
}

/** The request that carries all calls. It can be aborted if each of them can. */
function joinRequests({ headers, call }: GraphRequest, callers: readonly Caller[], gathering: Gathering): GraphRequest {
  const controller = callers.every(({ request }) => request.signal) ? new AbortController() : undefined;
  gathering.abandon = (reason) => controller?.abort(reason);
  const agent = headers.get("User-Agent");
  const request = new GraphRequest(gathering.root, {
    method: "POST",
    headers: new Headers({
      "Content-Type": "application/x-www-form-urlencoded",
      ...(agent !== null && { "User-Agent": agent }),
    }),
    body: formOf(callers),
    signal: controller?.signal,
    call: createCall({
      method: "POST",
      path: "/",
      body: { batch: callers.map(({ item }) => item), include_headers: true },
      timeout: call.timeout,
    }),
  });
  shareSecrets(
    request.call,
    callers.map((caller) => caller.request.call),
  );
  return request;
}

function formOf(callers: readonly Caller[]): URLSearchParams {
  return new URLSearchParams({ batch: JSON.stringify(callers.map(({ item }) => item)), include_headers: "true" });
}
