export {
  type BuildMessageOptions,
  type BuildWebhookOptions,
  type ChangeContent,
  changeWebhook,
  messageWebhook,
  statusWebhook,
} from "./build-webhook.ts";
export { type Claim, type DedupeStore, type DedupeTimes, memoryDedupe, type MemoryDedupeOptions } from "./dedupe.ts";
export {
  type AppPart,
  type RejectionReason,
  WebhookAppError,
  WebhookChangeError,
  WebhookRequestError,
} from "./errors.ts";
export type { EventContext, EventKey, EventOf, OtherEvent, WebhookEvent } from "./event.ts";
export type { Schemas, SchemasByVersion } from "./generated/index.ts";
export type * from "./generated/types.ts";
export { createWebhookHandler, type WebhookHandler, type WebhookHandlerOptions, type WorkContext } from "./handler.ts";
export type { WebhookHandlers } from "./choose-handler.ts";
export {
  type FetchHandler,
  type NodeHandler,
  type NodeHandlerOptions,
  type NodeRequest,
  type NodeResponse,
  toNodeHandler,
} from "./node.ts";
export type { MessageContent } from "./message-content.ts";
export { type ParseOptions, parseWebhook } from "./parse.ts";
export { readEvents, type ReadOptions } from "./read-events.ts";
export { type RedisCommands, redisDedupe, type RedisDedupeOptions } from "./redis-dedupe.ts";
export { readSignedBody, type SignedBodyOptions } from "./signed-body.ts";
export { type SignedWebhook, signWebhook } from "./sign.ts";
export { type RawBody, verifySignature } from "./signature.ts";
