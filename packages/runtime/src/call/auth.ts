import type { FetchMiddleware } from "./middleware.ts";
import { type CallContext, GraphRequest } from "./request.ts";
import { keepSecret } from "../errors/secrets.ts";
import { type ReadResponse, readResponse } from "./read-response.ts";

/** A function that returns the access token. It is called for every attempt, so it should cache the token. */
export interface TokenSource {
  (): string | Promise<string>;
  /**
   * Called when the platform rejects a token that this function returned; the call is then sent once more with a new
   * one.
   */
  forget?: (token: string) => void;
}

/** An access token, or a function that returns one. */
export type AccessToken = string | TokenSource;

/** An access token and how to sign calls with it, such as {@link withAppSecret} returns. */
export interface Credentials {
  token: AccessToken;
  /** Returns the request with a signature of the token. */
  sign: (request: GraphRequest, token: string) => GraphRequest | Promise<GraphRequest>;
}

/** Authorization of calls; `null` sends no token, for calls that carry their own secret. */
export type Authorization = AccessToken | Credentials | null;

/** Throws when `token` cannot be sent in a header. The message never contains the token. */
export function checkToken(token: unknown, action = "Cannot authorize the call"): asserts token is string {
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError(
      `${action}: the access token ${token ? "must be a string of printable ASCII without spaces" : "is empty"}`,
    );
  }
}

/**
 * Adds `Authorization: Bearer <token>` to calls to these origins, and rejects calls to any other.
 *
 * @param authorization An empty token is an error before anything is sent
 * @param apiOrigins Origins of the API, such as `https://graph.facebook.com`, which may receive signatures too
 * @param mediaOrigins Origins that may receive the token alone
 */
export function auth(
  authorization: Authorization,
  apiOrigins: readonly string[],
  mediaOrigins: readonly string[] = [],
): FetchMiddleware {
  const origins = [...apiOrigins, ...mediaOrigins];
  const isCredentials = typeof authorization === "object" && authorization !== null;
  const { token, sign } = isCredentials ? authorization : { token: authorization, sign: undefined };
  if (token !== null && typeof token !== "function") checkToken(token);
  return (next) => {
    const send = (request: GraphRequest, value: string | null) => {
      const origin = origins.find((known) => request.url.startsWith(`${known}/`));
      if (origin === undefined) {
        const target = URL.canParse(request.url) ? new URL(request.url).origin : "the URL";
        const problem = `${target} is not one of ${origins.join(", ")}; mediaOrigins adds others`;
        return Promise.reject(new TypeError(`Cannot authorize the call: ${problem}`));
      }
      if (value === null) return next(request);
      const authorized = withToken(request, value);
      return sign && apiOrigins.includes(origin) ? sendSigned(sign(authorized, value)) : next(authorized);
    };
    const sendSigned = async (signed: GraphRequest | Promise<GraphRequest>) => next(await signed);
    if (typeof token !== "function") return (request) => send(request, token);
    let latest: string | undefined;
    const ask = async ({ call }: GraphRequest) => {
      if (latest !== undefined) keepSecret(call, latest); // the function's error may contain it
      const value: unknown = await token();
      checkToken(value);
      return (latest = value);
    };
    return async function authorizedFetch(request) {
      const value = await ask(request);
      const response = await send(request, value);
      if (!token.forget || request.body instanceof ReadableStream) return response;
      const refused = await refusedPart(request, response);
      if (!refused) return response;
      token.forget(value);
      const fresh = await ask(request);
      return fresh === value ? response : send(refused, fresh);
    };
  };
}

/** The token, if it does not come from a function. */
export function fixedToken(authorization: Authorization): string | undefined {
  const token = typeof authorization === "object" ? authorization?.token : authorization;
  return typeof token === "string" ? token : undefined;
}

function withToken(request: GraphRequest, token: string): GraphRequest {
  const { call } = request;
  keepSecret(call, token);
  const headers = new Headers(request.headers);
  headers.set("Authorization", `${call.scheme ?? "Bearer"} ${token}`);
  let { body } = request;
  if (call.path === "/" && body instanceof URLSearchParams) {
    body = new URLSearchParams(body); // documented: a batch takes its token as a form field
    body.set("access_token", token);
  }
  return new GraphRequest(request.url, { ...request, headers, body });
}

/** Returns a request of only the calls in a batch that were rejected because of the token. */
type FindRefused = (request: GraphRequest, response: Response) => Promise<GraphRequest | undefined>;

/** Set for the requests of {@link batch}. */
export const refusedParts = new WeakMap<CallContext, FindRefused>();

/** The request to resend with a new token, if any. */
async function refusedPart(request: GraphRequest, response: Response): Promise<GraphRequest | undefined> {
  const find = refusedParts.get(request.call);
  if (find) return find(request, response);
  return isRefusedToken(await readResponse(response, request.call.isStream)) ? request : undefined;
}

/** Code 190: the call had no effect, and a new token may work. */
export function isRefusedToken({ graphError }: ReadResponse): boolean {
  return graphError?.error.code === 190;
}
