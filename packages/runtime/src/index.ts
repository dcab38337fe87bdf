export type { AccessToken } from "./auth.ts";
export { type Call, type Client, type ClientOptions, createClient } from "./client.ts";
export {
  type CallInfo,
  type CallResult,
  GraphConnectionError,
  GraphError,
  type GraphErrorResponse,
  noGraphCode,
  unwrap,
} from "./errors.ts";
export { field } from "./field.ts";
export type { Select } from "./fields.ts";
export type { Fetch, FetchMiddleware } from "./middleware.ts";
export type { CallOptions } from "./operation.ts";
export { type Pages, paginate, type Paging } from "./paging.ts";
export type { RetryEvent, RetryOptions } from "./retry.ts";
export { type DefaultGraphVersion, defaultGraphVersion, type GraphVersion, graphVersions } from "./versions.ts";
