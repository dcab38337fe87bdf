import { checkToken, type TokenSource } from "./auth.ts";
import { readTimeout, withDeadline } from "./deadline.ts";
import { callHook } from "./call-hook.ts";

/** A token as `/oauth/access_token` returns it. */
export interface IssuedToken {
  access_token: string;
  /** Lifetime in seconds, also as a string; missing, null or 0 if it does not expire. */
  expires_in?: number;
}

export interface TokenProviderOptions {
  /**
   * How long before expiry the next token is loaded, in ms; at most a tenth of the token's lifetime. @default 300000
   */
  refreshEarly?: number;
  /** Delay before retrying a failed refresh while the current token is still valid, in ms. @default 30000 */
  retryDelay?: number;
  /** Timeout of one load, in ms; `false` for none. @default 30000 */
  timeout?: number | false;
  /** Called when a refresh failed while the current token is still valid. */
  onError?: (error: unknown) => void;
}

const defaults = { refreshEarly: 5 * 60_000, retryDelay: 30_000, timeout: 30_000 } satisfies TokenProviderOptions;

interface Kept {
  token: string;
  /** When it expires, and when the next one is loaded, in ms since 1970. */
  expires: number;
  refreshes: number;
}

/**
 * Caches an access token and refreshes it: once for all calls that wait for it, in the background shortly before it
 * expires, and once when the platform rejects it with code 190. Create one per customer.
 *
 * @param load Loads a token; called with the previous one, for `fb_exchange_token`. If it rejects or returns something
 * unusable, the waiting calls fail with that error; the next call tries again
 * @throws {TypeError} when an option is wrong
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
  const { refreshEarly, retryDelay, timeout, onError } = { ...defaults, ...options };
  for (const [name, value] of Object.entries({ refreshEarly, retryDelay })) {
    if (!(value >= 0))
      throw new TypeError(`Cannot provide tokens: ${name} must be at least 0 milliseconds, not ${value}`);
  }
  const limit = readTimeout("Cannot provide tokens", timeout);
  let current: Kept | undefined;
  let previous: string | undefined;
  let loading: Promise<string> | undefined;

  async function loadToken(): Promise<string> {
    try {
      const expire = () => new Error("Cannot load a token: timeout");
      // async, so that a synchronous throw becomes a rejection
      const issued: unknown = await withDeadline(async () => load(previous), limit, expire, undefined);
      const { access_token, expires_in } = Object(issued) as Partial<Record<keyof IssuedToken, unknown>>;
      checkToken(access_token, "Cannot use the loaded token");
      const life = readLife(expires_in);
      const expires = Date.now() + life;
      current = { token: access_token, expires, refreshes: expires - Math.min(refreshEarly, life / 10) };
      previous = access_token;
      return access_token;
    } finally {
      loading = undefined;
    }
  }

  function refreshFailed(error: unknown): void {
    if (current) current.refreshes = Date.now() + retryDelay;
    if (onError) callHook(onError, error);
  }

  const provide: TokenSource = () => {
    const now = Date.now();
    if (!current || now >= current.expires) return (loading ??= loadToken());
    if (now >= current.refreshes && !loading) {
      loading = loadToken();
      loading.catch(refreshFailed);
    }
    return current.token;
  };
  provide.forget = (token) => {
    if (current?.token === token) current = undefined;
  };
  return provide;
}

/** Lifetime of a token in ms. */
function readLife(expires_in: unknown): number {
  const value = expires_in ?? 0;
  const seconds = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof seconds === "number" && seconds >= 0 && seconds < Number.POSITIVE_INFINITY) {
    return seconds * 1000 || Number.POSITIVE_INFINITY;
  }
  throw new TypeError("Cannot use the loaded token: expires_in is not a number of seconds");
}
