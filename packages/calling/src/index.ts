import {
  type Client,
  type ClientOptions,
  createClient,
  type DefaultGraphVersion,
  type IdName,
} from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/index.ts";

export type { Paths, PathsByVersion, Schemas, SchemasByVersion } from "./generated/index.ts";

/**
 * A client of the operations of this package, typed for the Graph version in `options`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = createCallingClient({ auth: accessToken });
 */
export function createCallingClient<
  Version extends keyof PathsByVersion = DefaultGraphVersion,
  Bound extends IdName<PathsByVersion, Version> = never,
>(options: ClientOptions<Version, Bound>): Client<PathsByVersion[Version], Bound, PathsByVersion> {
  return createClient<PathsByVersion, Version, Bound>(options);
}
