import createFetchClient, { type Middleware } from "openapi-fetch";
import { auth, type Authorization, fixedToken } from "./call/auth.ts";
import { serializeBody } from "./call/body.ts";
import { type CallSettings, sendCall, type Timeouts, type UntypedOptions } from "./call/call.ts";
import type { Client, ClientOptions, DefaultVersionOf, IdName } from "./client-types.ts";
import { readTimeout } from "./call/deadline.ts";
import { compose, type Fetch, type FetchMiddleware } from "./call/middleware.ts";
import { readBaseUrl } from "./call/base-url.ts";
import { serializeQuery } from "./call/query.ts";
import { rawFetch } from "./call/raw-fetch.ts";
import { retry } from "./call/retry.ts";
import type { AnyPaths, Verb } from "./call/engine.ts";
import { attemptDeadline, transport } from "./call/transport.ts";
import { userAgentOf } from "./call/user-agent.ts";
import { checkVersion, defaultGraphVersion, unversionedServer } from "./versions.ts";

/**
 * Creates a client of the operations in `PathsByVersion`, a type that packages such as `@openwaba/messages` export.
 * Join the types of several packages with `&` to call all of them.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * import type * as numbers from "@openwaba/preverified-numbers";
 * const client = createClient<numbers.PathsByVersion>({ auth: accessToken });
 */
export function createClient<
  PathsByVersion extends object,
  Version extends string & keyof PathsByVersion = DefaultVersionOf<PathsByVersion>,
  Bound extends IdName<PathsByVersion, Version> = never,
>(options: ClientOptions<Version, Bound>): Client<PathsByVersion[Version], Bound, PathsByVersion> {
  const { retry: retrying, timeout, fetch } = options;
  const { href, origin } = readBaseUrl("baseUrl", options.baseUrl ?? graphServer);
  const baseUrl = href.replace(/\/$/, "");
  const unversionedUrl = baseUrl === graphServer ? unversionedServer : baseUrl;
  const mediaOrigins = options.mediaOrigins ?? ["https://lookaside.fbsbx.com"];
  const shared = {
    baseUrl,
    unversionedUrl,
    apiOrigins: [...new Set([origin, new URL(unversionedUrl).origin])],
    mediaOrigins: mediaOrigins.map((url) => readBaseUrl("mediaOrigins", url).origin),
    userAgent: userAgentOf(options.userAgent),
    sendOnce: transport(fetch),
    // shared by all clients derived from this one
    retry: retry(retrying === false ? { attempts: 1 } : retrying),
    ...readTimeouts(timeout),
  };
  return buildClient(shared, options, []) as Client<PathsByVersion[Version], Bound, PathsByVersion>;
}

const graphServer = "https://graph.facebook.com";

interface SharedSettings extends Timeouts {
  baseUrl: string;
  apiOrigins: readonly string[];
  mediaOrigins: readonly string[];
  /** Where calls without a version go. */
  unversionedUrl: string;
  userAgent: string | undefined;
  /** Sends one attempt over the network. */
  sendOnce: Fetch;
  retry: FetchMiddleware;
}

interface ClientSettings {
  auth: Authorization;
  version?: string;
  ids?: Readonly<Record<string, string>>;
  middleware?: readonly FetchMiddleware[];
}

/** Builds a client from shared settings and its own. */
function buildClient(shared: SharedSettings, own: ClientSettings, used: Middleware[]) {
  const { version = defaultGraphVersion, ids = {}, middleware: inner = [] } = own;
  checkVersion(version);
  const root = `${shared.baseUrl}/${version}`;
  const send = compose(
    shared.sendOnce,
    shared.retry,
    ...inner,
    attemptDeadline,
    auth(own.auth, shared.apiOrigins, shared.mediaOrigins),
  );
  const token = fixedToken(own.auth);
  const engine = createFetchClient<AnyPaths>({
    baseUrl: root,
    headers: { "User-Agent": shared.userAgent },
    bodySerializer: serializeBody,
    querySerializer: serializeQuery,
  });
  engine.use(...used);
  const settings: CallSettings = { ...shared, send, ids, token, used };
  const call = (verb: Verb) => (path: string, options?: UntypedOptions) =>
    sendCall(engine, verb, path, options, settings);
  return {
    GET: call("get"),
    POST: call("post"),
    DELETE: call("delete"),
    fetch: rawFetch(send, root, { ...shared, token }),
    use(...middleware: Middleware[]) {
      engine.use(...middleware);
      used.push(...middleware);
    },
    with: (changes: Partial<ClientSettings>) =>
      buildClient(
        shared,
        {
          ...own,
          ...changes,
          ids: { ...ids, ...changes.ids },
          middleware: [...inner, ...(changes.middleware ?? [])],
        },
        [...used],
      ),
  };
}

function readTimeouts(timeout: ClientOptions["timeout"] = 30_000): Timeouts {
  const { attempt = 30_000, call = false } = typeof timeout === "object" ? timeout : { attempt: timeout };
  const action = "Cannot create a client";
  return { attemptTimeout: readTimeout(action, attempt), callTimeout: readTimeout(action, call) };
}
