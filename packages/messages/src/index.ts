import { createClient, type CreateClient } from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/index.ts";

export type { Paths, PathsByVersion, Schemas, SchemasByVersion } from "./generated/index.ts";
export * from "./generated/operations.ts";
export type * from "./generated/types.ts";
export { type InboundMessage, markAsRead, replyTo } from "./reply-to.ts";
export { sendTemplate, type SendTemplateOptions, type TemplateSender, type TemplateTarget } from "./send-template.ts";

/**
 * A client of the operations of this package, typed for the Graph version in `options`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = createMessagesClient({ auth: accessToken });
 */
export const createMessagesClient: CreateClient<PathsByVersion> = createClient;
