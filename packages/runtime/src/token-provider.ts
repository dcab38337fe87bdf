import type { TokenSource } from "./auth.ts";
import { tell } from "./tell.ts";

/** A token as `/oauth/access_token` answers it. */
export interface IssuedToken {
  access_token: string;
  /** Seconds for which it is valid; missing or 0 when it does not expire. */
  expires_in?: number;
}

export interface TokenProviderOptions {
  /** How long before a token expires another one is loaded, in milliseconds. @default 300000 */
  refreshEarly?: number;
  /** Told when another token could not be loaded while the one at hand still works. */
  onError?: (error: unknown) => void;
}

const defaults = { refreshEarly: 5 * 60_000 } satisfies TokenProviderOptions;

/**
 * Keeps an access token and loads another one when it is time: once for all calls that wait for it, in the background
 * shortly before it expires, and once when the platform refuses it with code 190. Make one for each customer.
 *
 * @param load Loads a token; it is given the one before, for `fb_exchange_token`. Its error is that of the calls which
 * need the token; the next call tries again
 * @example
 * const token = tokenProvider(async (previous = longLivedToken) =>
 *   unwrap(
 *     await oauth.GET("/oauth/access_token", {
 *       params: { query: { grant_type: "fb_exchange_token", client_id, client_secret, fb_exchange_token: previous } },
 *     }),
 *   ),
 * );
 * const client = createClient<messages.PathsByVersion>({ auth: token });
 */
export function tokenProvider(
  load: (previous?: string) => Promise<IssuedToken>,
  options: TokenProviderOptions = {},
): TokenSource {
  const { refreshEarly, onError } = { ...defaults, ...options };
  let current: { token: string; expires: number } | undefined;
  let previous: string | undefined;
  let loading: Promise<string> | undefined;

  const refresh = () => {
    loading ??= load(previous)
      .then(({ access_token, expires_in }) => {
        if (typeof access_token !== "string") throw new TypeError("Cannot use the loaded token: it has no access_token");
        current = { token: access_token, expires: expires_in ? Date.now() + expires_in * 1000 : Number.POSITIVE_INFINITY };
        previous = access_token;
        return access_token;
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };

  const provide: TokenSource = () => {
    if (!current || Date.now() >= current.expires) return refresh();
    if (Date.now() >= current.expires - refreshEarly && !loading) {
      refresh().catch((error: unknown) => {
        if (onError) tell(onError, error);
      });
    }
    return current.token;
  };
  provide.forget = (token) => {
    if (current?.token === token) current = undefined;
  };
  return provide;
}
