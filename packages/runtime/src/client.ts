import createFetchClient, { type Middleware } from "openapi-fetch";
import { type AccessToken, auth } from "./auth.ts";
import { serializeBody } from "./body.ts";
import { type Send, sendCall, type UntypedOptions } from "./call.ts";
import type { CallResult } from "./errors.ts";
import type { Select } from "./fields.ts";
import { compose, type Fetch } from "./middleware.ts";
import type { CallArguments, DataOf, FieldOf, Method, OperationAt, PathWith } from "./operation.ts";
import { readBaseUrl } from "./origin.ts";
import { fillPath } from "./path.ts";
import { serializeQuery } from "./query.ts";
import { retry, type RetryOptions } from "./retry.ts";
import { completeAnswers } from "./transport.ts";
import { checkVersion, type DefaultGraphVersion, defaultGraphVersion } from "./versions.ts";

declare const paths: unique symbol;

/**
 * Calls one operation by its documented path.
 *
 * @throws {TypeError} before anything is sent, when a path parameter or the token is missing
 * @throws {GraphConnectionError} when no complete answer arrives
 */
export type Call<Paths, Verb extends Method> = <
  Path extends PathWith<Paths, Verb>,
  Field extends FieldOf<OperationAt<Paths, Path, Verb>> = never,
>(
  path: Path,
  ...options: CallArguments<OperationAt<Paths, Path, Verb>, Field>
) => Promise<CallResult<Select<DataOf<OperationAt<Paths, Path, Verb>>, Field>>>;

/** A client of the operations in `Paths`. It answers refusals as `error`: {@link unwrap} throws them. */
export interface Client<Paths> {
  GET: Call<Paths, "get">;
  POST: Call<Paths, "post">;
  DELETE: Call<Paths, "delete">;
  /** Adds middleware of openapi-fetch. */
  use: (...middleware: Middleware[]) => void;
  /** Only in types: lets functions such as {@link paginate} infer `Paths`. */
  readonly [paths]?: Paths;
}

interface CommonOptions {
  /** Access token, or a function that answers one; it is sent in the `Authorization` header alone. */
  auth: AccessToken;
  /**
   * Address of the Graph API without the version. Must be https, except on loopback.
   * @default "https://graph.facebook.com"
   */
  baseUrl?: string;
  /** Sends requests. @default globalThis.fetch */
  fetch?: Fetch;
  /** How calls are repeated, false for never. See {@link RetryOptions} for the defaults. */
  retry?: RetryOptions | false;
}

/** The version may be left out when it is the default one. */
export type ClientOptions<Version extends string = DefaultGraphVersion> = CommonOptions & {
  /** Graph version to call; it decides the types too. @default "v25.0" */
  version?: Version;
} & (DefaultGraphVersion extends Version ? unknown : { version: Version });

/**
 * A client of the operations in `PathsByVersion`, which a package such as `@openwaba/messages` exports.
 * Give it the maps of several packages joined by `&` to call all of them.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * import type * as numbers from "@openwaba/preverified-numbers";
 * const client = createClient<numbers.PathsByVersion>({ auth: accessToken });
 */
export function createClient<
  PathsByVersion extends object,
  Version extends string & keyof PathsByVersion = DefaultGraphVersion & keyof PathsByVersion,
>(options: ClientOptions<Version>): Client<PathsByVersion[Version]> {
  const version: string = options.version ?? defaultGraphVersion;
  checkVersion(version);
  const baseUrl = readBaseUrl(options.baseUrl ?? "https://graph.facebook.com");
  const send = compose(
    options.fetch ?? ((request) => globalThis.fetch(request)),
    ...(options.retry === false ? [] : [retry(options.retry)]),
    auth(options.auth, baseUrl.origin),
    completeAnswers,
  );
  const client = createFetchClient<Record<string, never>>({
    baseUrl: `${baseUrl.href.replace(/\/$/, "")}/${version}`,
    fetch: send,
    pathSerializer: fillPath,
    bodySerializer: serializeBody,
    querySerializer: serializeQuery,
    redirect: "manual",
  });
  const call = (method: string) => (path: string, callOptions?: UntypedOptions) =>
    sendCall(client.request as Send, { method, path }, callOptions);
  const calls = { GET: call("GET"), POST: call("POST"), DELETE: call("DELETE"), use: client.use };
  return calls as unknown as Client<PathsByVersion[Version]>;
}
