import { createClient, type CreateClient } from "@openwaba/runtime";
import type { PathsByVersion } from "./generated/paths.ts";

export * from "./generated/exports.ts";
export type { Paths, PathsByVersion } from "./generated/paths.ts";

/**
 * A client of the operations of every domain, typed for the Graph version in `options`.
 *
 * @throws {TypeError} when an option is wrong; the message says which
 * @example
 * const client = createWhatsAppClient({ auth: accessToken, ids: { phone_number_id: "108110225544001" } });
 */
export const createWhatsAppClient: CreateClient<PathsByVersion> = createClient;
