import { listMessageTemplates } from "@openwaba/templates";
import type { PlatformClient } from "../session.ts";

const fields = [
  "name",
  "language",
  "status",
  "category",
  "previous_category",
  "correct_category",
  "sub_category",
  "parameter_format",
  "display_format",
  "components",
  "message_send_ttl_seconds",
  "cta_url_link_tracking_opted_out",
  "is_primary_device_delivery_only",
  "library_template_name",
  "rejected_reason",
] as const;

/** All templates of an account, each language one. */
export async function readAccount(client: PlatformClient, waba_id: string, signal?: AbortSignal) {
  const list = listMessageTemplates(client, { waba_id, fields }, signal ? { signal } : {});
  const all: AccountTemplate[] = [];
  for await (const template of list) all.push(template);
  return all;
}

/** A template as an account has it. */
export type AccountTemplate = Awaited<ReturnType<ReturnType<typeof listOf>["toArray"]>>[number];

const listOf = (client: PlatformClient) => listMessageTemplates(client, { waba_id: "", fields });
