import type { Middleware } from "openapi-fetch";
import type { Authorization } from "./call/auth.ts";
import type { CallArguments } from "./call-options.ts";
import type { CallResult } from "./errors/call-result.ts";
import type { Select } from "./select-fields.ts";
import type { FetchMiddleware } from "./call/middleware.ts";
import type { DataOf, DefaultFieldOf, IdIn, Method, OperationAt, PathWith } from "./operation.ts";
import type { RawFetch } from "./call/raw-fetch.ts";
import type { RetryOptions } from "./call/retry.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";
import type { DefaultGraphVersion } from "./versions.ts";

export declare const paths: unique symbol;

/** The response of an operation: the selected fields, or the default ones if none are selected. */
export type Answer<Operation, Field> = Select<
  DataOf<Operation>,
  [Field] extends [never] ? DefaultFieldOf<Operation> : Field
>;

type Parsed<Operation, Field, Parsing> = [Parsing] extends [never]
  ? Answer<Operation, Field>
  : ReadableStream<Uint8Array>;

/**
 * Calls one operation by its documented path.
 *
 * @throws {TypeError} before anything is sent, when a path parameter or the token is missing
 * @throws {GraphConnectionError} when no complete response arrives
 */
export type Call<Paths, Verb extends Method, Bound extends string = never> = <
  Path extends PathWith<Paths, Verb>,
  Field extends string = never,
  Parsing extends "stream" = never,
>(
  path: Path,
  ...options: CallArguments<Paths, Path, Verb, Bound, Field, Parsing>
) => Promise<CallResult<Parsed<OperationAt<Paths, Path, Verb>, Field, Parsing>>>;

/**
 * A client of the operations in `Paths`. Errors of the platform are returned as `error`; {@link unwrap} throws them.
 * Path parameters in `Bound` may be left out of its calls.
 */
export interface Client<Paths, Bound extends string = never, PathsByVersion = unknown> {
  GET: Call<Paths, "get", Bound>;
  POST: Call<Paths, "post", Bound>;
  DELETE: Call<Paths, "delete", Bound>;
  /**
   * Sends an undocumented request with the token, retry and middleware of this client. A path starting with `/` is
   * resolved against the versioned base URL; an absolute URL must belong to `baseUrl` or `mediaOrigins`. Returns a
   * successful response with its body unread; the timeout ends with its headers. Redirects are not followed.
   *
   * @throws {GraphError} when the platform rejects the request
   * @throws {GraphConnectionError} when no response arrives
   * @throws {TypeError} when the URL belongs to another origin
   */
  fetch: RawFetch;
  /** Adds middleware of openapi-fetch. */
  use: (...middleware: Middleware[]) => void;
  /**
   * A client like this one with another token or version, bound to more ids, or with more middleware.
   *
   * @throws {TypeError} when an option is wrong; the message says which
   * @example
   * const number = client.with({ ids: { phone_number_id: "108110225544001" } });
   */
  with: <Name extends IdIn<keyof Paths> = never, Version extends string & keyof PathsByVersion = never>(
    changes: ClientChanges<Version, Name>,
  ) => Client<[Version] extends [never] ? Paths : PathsByVersion[Version], Bound | Name, PathsByVersion>;
  /**
   * Types only: lets functions such as {@link paginate} infer `Paths`, and accept a client that is bound to more ids.
   */
  readonly [paths]?: (bound: Bound) => Paths;
}

/** Creates a client of the operations in `PathsByVersion`; packages such as `@openwaba/messages` export one. */
export interface CreateClient<PathsByVersion> {
  /**
   * Creates a client of the operations of a package, typed for the Graph version in `options`.
   *
   * @throws {TypeError} when an option is wrong; the message says which
   * @example
   * const client = createMessagesClient({ auth: accessToken });
   */
  <
    Version extends string & keyof PathsByVersion = DefaultVersionOf<PathsByVersion>,
    Bound extends IdName<PathsByVersion, Version> = never,
  >(
    options: ClientOptions<Version, Bound>,
  ): Client<PathsByVersion[Version], Bound, PathsByVersion>;
}

/** What {@link Client.with} changes. */
export type ClientChanges<Version extends string = never, Bound extends string = never> = {
  /** Access token, or a function that returns one. */
  auth?: Authorization;
  /** Graph version to call; it decides the types too. */
  version?: Version;
  /** More middleware around each attempt, inside that of the client: it runs after a throttle has let the call pass. */
  middleware?: readonly FetchMiddleware[];
} & IdsOption<Bound>;

type IdsOption<Name extends string> = [Name] extends [never]
  ? { ids?: never }
  : {
      /** Values of path parameters, which calls may then leave out. */
      ids: { readonly [Key in Name]: string };
    };

interface CommonOptions {
  /**
   * A token, a function that returns one, or the result of {@link withAppSecret}; `null` sends none. It is sent in the
   * `Authorization` header, and as a form field of batches.
   */
  auth: Authorization;
  /**
   * Base URL of the Graph API, without the version. Must be https, except on loopback. Another one than the platform's,
   * such as that of a sandbox, also takes the calls that the platform answers on `https://api.facebook.com`.
   * @default "https://graph.facebook.com"
   */
  baseUrl?: string;
  /** More origins that may receive the token, for media. @default ["https://lookaside.fbsbx.com"] */
  mediaOrigins?: readonly string[];
  /** Name and version of your app, such as `"my-app/1.0"`. Put before ours in `User-Agent`; browsers send their own. */
  userAgent?: string;
  /**
   * Sends the requests, with the signature of the global `fetch`. Its errors never prove that a request was not sent,
   * so a POST is not retried after one. @default globalThis.fetch
   */
  fetch?: NetworkFetch;
  /** How calls are retried; `false` for never. See {@link RetryOptions} for the defaults. */
  retry?: RetryOptions | false;
  /**
   * Timeout per attempt in ms, the token, the signature and the response body included; `false` for none. Of a streamed
   * response it ends with the headers; a `ReadableStream` as request body has none. `{ attempt, call }` also limits the
   * whole call, retries and waits included. @default 30000
   */
  timeout?: number | false | { attempt?: number | false; call?: number };
  /** Middleware around each attempt, outermost first; runs before the token is added. */
  middleware?: readonly FetchMiddleware[];
}

/** The version may be left out when it is the default one. */
export type ClientOptions<
  Version extends string = DefaultGraphVersion,
  Bound extends string = never,
> = CommonOptions & {
  /** Graph version to call; it decides the types too. @default "v25.0" */
  version?: Version;
} & IdsOption<Bound> &
  (DefaultGraphVersion extends Version ? unknown : { version: Version });

/** The version called by default, if `PathsByVersion` has it. */
export type DefaultVersionOf<PathsByVersion> = DefaultGraphVersion & keyof PathsByVersion;

/** The names allowed in `ids` of a client. */
export type IdName<PathsByVersion, Version extends keyof PathsByVersion> = IdIn<keyof PathsByVersion[Version]>;
