import { createClient, type CreateClient } from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/index.ts";

export type { Paths, PathsByVersion, Schemas, SchemasByVersion } from "./generated/index.ts";
export * from "./generated/operations.ts";
export type * from "./generated/types.ts";
export { checkTemplateSend, type SentTemplate, type SentTemplateMessage } from "./check/check-template-send.ts";
export type { SendableTemplate } from "./check/definition.ts";
export type { TemplateProblem, TemplateProblemCode } from "./check/problem.ts";
export { renderTemplate } from "./check/render-template.ts";
export { templateParameters } from "./check/template-text.ts";
export { type DecidedTemplate, waitForTemplate, type WaitOptions } from "./wait-for-template.ts";

/**
 * A client of the operations of this package, typed for the Graph version in `options`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = createTemplatesClient({ auth: accessToken });
 */
export const createTemplatesClient: CreateClient<PathsByVersion> = createClient;
