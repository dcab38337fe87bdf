import type { FetchMiddleware } from "./middleware.ts";

/**
 * An access token, or a function that answers one. The function is called for every attempt, so that
 * it may refresh the token; it should cache what is costly to get.
 */
export type AccessToken = string | (() => string | Promise<string>);

/** Throws when `token` cannot be sent in a header. The message never contains the token. */
function checkToken(token: unknown): asserts token is string {
  if (typeof token !== "string" || token === "") {
    throw new TypeError("Cannot authorize the call: the access token is empty");
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError(
      "Cannot authorize the call: the access token has a space, a line break or another character that no header may hold",
    );
  }
}

/**
 * Adds `Authorization: Bearer <token>` to calls to `origin`, and refuses calls to any other.
 *
 * @param token Access token or a function that answers one; an empty one is an error before anything
 * is sent
 * @param origin Origin that may see the token, such as `https://graph.facebook.com`
 */
export function auth(token: AccessToken, origin: string): FetchMiddleware {
  if (typeof token !== "function") checkToken(token);
  return (next) =>
    async function authorizedFetch(request) {
      const target = new URL(request.url).origin;
      if (target !== origin) {
        throw new TypeError(`Cannot authorize the call: ${target} is not ${origin}, the only origin that may see the token`);
      }
      const value = typeof token === "function" ? await token() : token;
      checkToken(value);
      const headers = new Headers(request.headers);
      headers.set("Authorization", `Bearer ${value}`);
      return next(new Request(request, { headers }));
    };
}
