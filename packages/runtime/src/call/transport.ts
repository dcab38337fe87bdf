import type { NetworkFetch, NetworkInit } from "./network-fetch.ts";
import { currentAttempt, lose } from "./attempt.ts";
import { withDeadline } from "./deadline.ts";
import { lossOf } from "../errors/connection-error.ts";
import type { Fetch } from "./middleware.ts";
import { checkResponse, type ReadResponse, readResponse } from "./read-response.ts";
import { GraphRequest } from "./request.ts";
import { isUnsent } from "./unsent.ts";

/**
 * Limits an attempt to its timeout and aborts it with its signal: token, signature, request and the whole response, for
 * a stream its headers. If it ends before anything was sent, the attempt does not count as lost on the network.
 */
export function attemptDeadline(next: Fetch): Fetch {
  return function limitedFetch(request) {
    const { call, signal } = request;
    const expire = () => {
      const attempt = currentAttempt(call);
      const loss = lossOf(call, "timeout");
      if (attempt.sent > 0) lose(attempt, loss, false);
      return loss;
    };
    const send = (own: AbortSignal | undefined) =>
      next(own ? new GraphRequest(request.url, { ...request, signal: own }) : request);
    return withDeadline(send, call.timeout, expire, signal, call.isStream);
  };
}

/**
 * Sends a request and reads the whole response, so that one that stalls or breaks off counts as a lost connection.
 * Redirects are never followed.
 */
export function transport(networkFetch?: NetworkFetch): Fetch {
  return async function sendOnce(request) {
    const { call, signal } = request;
    signal?.throwIfAborted(); // the token may have come too late
    const fetch = networkFetch ?? globalThis.fetch;
    const init = initOf(request);
    const attempt = currentAttempt(call);
    attempt.sent++;
    let response: ReadResponse | undefined;
    try {
      response = checkResponse(await fetch(request.url, init));
      return await readResponse(response, call.isStream);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const loss = lossOf(call, error);
      lose(attempt, loss, !response && isUnsent(fetch, init, error));
      throw loss;
    }
  };
}

function initOf({ method, headers, body, signal, call }: GraphRequest): NetworkInit {
  const init: NetworkInit = { method, headers, redirect: "manual" };
  if (signal) init.signal = signal;
  if (body) init.body = body;
  if (body instanceof ReadableStream) init.duplex = "half";
  if (call.isStream) init.isStream = true;
  return init;
}
