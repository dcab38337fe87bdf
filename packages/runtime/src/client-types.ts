import type { Middleware } from "openapi-fetch";
import type { Authorization } from "./call/auth.ts";
import type { CallArguments } from "./call-options.ts";
import type { CallResult } from "./errors/errors.ts";
import type { Select } from "./select-fields.ts";
import type { FetchMiddleware } from "./call/middleware.ts";
import type { DataOf, DefaultFieldOf, IdIn, Method, OperationAt, PathWith } from "./operation.ts";
import type { RawFetch } from "./call/raw-fetch.ts";
import type { RetryOptions } from "./call/retry.ts";
import type { NetworkFetch } from "./call/network-fetch.ts";
import type { DefaultGraphVersion } from "./versions.ts";

declare const paths: unique symbol;

/** The answer of an operation: the selected fields, or else those that come without a selection. */
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
 * @throws {GraphConnectionError} when no complete answer arrives
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
 * A client of the operations in `Paths`. It answers refusals as `error`: {@link unwrap} throws them. Path
 * parameters in `Bound` may be left out of its calls.
 */
export interface Client<Paths, Bound extends string = never, PathsByVersion = unknown> {
  GET: Call<Paths, "get", Bound>;
  POST: Call<Paths, "post", Bound>;
  DELETE: Call<Paths, "delete", Bound>;
  /**
   * Sends a request that no document describes with the token, retry and middleware of this client. The address is
   * relative to that of the Graph version when it begins with a slash; an absolute one must be of `baseUrl` or
   * `mediaOrigins`. Answers a success with its body unread; the timeout ends with its headers. Redirects are not followed.
   *
   * @throws {GraphError} when the platform refuses the request
   * @throws {GraphConnectionError} when no answer arrives
   * @throws {TypeError} when the address is of another origin
   */
  fetch: RawFetch;
  /** Adds middleware of openapi-fetch. */
  use: (...middleware: Middleware[]) => void;
  /**
   * A client like this one with another token or version, or bound to further ids.
   *
   * @throws {TypeError} when an option is wrong; the message says which
   * @example
   * const number = client.with({ ids: { phone_number_id: "106540352242922" } });
   */
  with: <Name extends IdIn<keyof Paths> = never, Version extends string & keyof PathsByVersion = never>(
    changes: ClientChanges<Version, Name>,
  ) => Client<[Version] extends [never] ? Paths : PathsByVersion[Version], Bound | Name, PathsByVersion>;
  /** Only in types: lets functions such as {@link paginate} infer `Paths`, and take a client that is bound to more. */
  readonly [paths]?: (bound: Bound) => Paths;
}

/** What {@link Client.with} changes. */
export type ClientChanges<Version extends string = never, Bound extends string = never> = {
  /** Access token, or a function that answers one. */
  auth?: Authorization;
  /** Graph version to call; it decides the types too. */
  version?: Version;
} & IdsOption<Bound>;

type IdsOption<Name extends string> = [Name] extends [never]
  ? { ids?: never }
  : {
      /** Values of path parameters, which calls may then leave out. */
      ids: { readonly [Key in Name]: string };
    };

interface CommonOptions {
  /**
   * Access token, or a function that answers one; or what {@link withAppSecret} makes of it; null for calls without a
   * token. It is sent in the `Authorization` header, and as a field of batches.
   */
  auth: Authorization;
  /**
   * Address of the Graph API without the version. Must be https, except on loopback.
   * @default "https://graph.facebook.com"
   */
  baseUrl?: string;
  /** Further origins that may see the token, for media. @default ["https://lookaside.fbsbx.com"] */
  mediaOrigins?: readonly string[];
  /** Name and version of your app, such as `"my-app/1.0"`. `User-Agent` holds it before ours; a browser sends its own. */
  userAgent?: string;
  /**
   * Sends requests, called like the global one. What it fails with never proves that a request was not sent, so a POST is
   * not repeated after it. @default globalThis.fetch
   */
  fetch?: NetworkFetch;
  /** How calls are repeated, false for never. See {@link RetryOptions} for the defaults. */
  retry?: RetryOptions | false;
  /**
   * Timeout per attempt in ms, the token, the signature and the response body included; `false` for none. Of a streamed
   * response it ends with the headers; a `ReadableStream` as request body has none. `{ attempt, call }` also limits the
   * whole call, retries and waits included. @default 30000
   */
  timeout?: number | false | { attempt?: number | false; call?: number };
  /** What each attempt passes through before the token is added, the first one outermost. */
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

/** The version that is called when none is named, if `PathsByVersion` has it. */
export type DefaultVersionOf<PathsByVersion> = DefaultGraphVersion & keyof PathsByVersion;

/** The names that `ids` of a client may have. */
export type IdName<PathsByVersion, Version extends keyof PathsByVersion> = IdIn<keyof PathsByVersion[Version]>;
