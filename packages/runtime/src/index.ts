export { type AppSecretOptions, withAppSecret } from "./call/app-secret.ts";
export type { AccessToken, Authorization, Credentials, TokenSource } from "./call/auth.ts";
export { batch, type BatchOptions } from "./batch/batch.ts";
export type { CallOptions } from "./call-options.ts";
export { createClient } from "./client.ts";
export type { Call, Client, ClientChanges, ClientOptions, CreateClient, IdName } from "./client-types.ts";
export {
  type CallInfo,
  type ErrorFamily,
  GraphError,
  type GraphErrorResponse,
  isGraphError,
  noGraphCode,
} from "./errors/graph-error.ts";
export { type CallResult, unwrap } from "./errors/call-result.ts";
export { GraphConnectionError } from "./errors/connection-error.ts";
export { field, type FieldWith } from "./field.ts";
export type { Select } from "./select-fields.ts";
export { type LogEntry, type LogOptions, type LogTarget, logTo } from "./observe/logger.ts";
export type { Fetch, FetchMiddleware } from "./call/middleware.ts";
export { observe, type ObserveHooks } from "./observe/observe.ts";
export type {
  ObservedAnswer,
  ObservedAttempt,
  ObservedLoss,
  ObservedResponse,
  ObservedRetry,
  ObservedUsage,
} from "./observe/observed.ts";
export { GraphCursorError, type Pages, paginate, type Paging, type PagingOptions } from "./paging.ts";
export { type CallContext, GraphRequest, type GraphRequestInit, type RetryEvent } from "./call/request.ts";
export type { RawFetch, RawOptions } from "./call/raw-fetch.ts";
export type { RetryOptions } from "./call/retry.ts";
export type { NetworkFetch, NetworkInit } from "./call/network-fetch.ts";
export type { Rate } from "./throttle/bucket.ts";
export type { ConsumingLimiter, Limiter, ReservingLimiter } from "./throttle/shared-limit.ts";
export { type Throttle, throttle, type ThrottleOptions, type UsageEvent } from "./throttle/throttle.ts";
export { ThrottleError } from "./throttle/throttle-error.ts";
export { type IssuedToken, tokenProvider, type TokenProviderOptions } from "./call/token-provider.ts";
export { tokenBucketScript } from "./throttle/token-bucket-script.ts";
export { type AppUsage, type BusinessUsage, readUsage, type Usage } from "./usage.ts";
export { type DefaultGraphVersion, defaultGraphVersion, type GraphVersion, graphVersions } from "./versions.ts";
