import { createTemplatesClient } from "./index.ts";

const client = createTemplatesClient({ auth: "EAAB" });
const params = { path: { waba_id: "102290129340398" } };

/** What the client takes as a new template. */
export type Template = Parameters<typeof client.POST<"/{waba_id}/message_templates">>[1]["body"];

export function create(template: Template) {
  return client.POST("/{waba_id}/message_templates", { params, body: template });
}

export const marketing = { name: "autumn_tasting", language: "en_GB", category: "MARKETING" } as const;
export const utility = { name: "delivery_on_its_way", language: "en_GB", category: "UTILITY" } as const;
export const authentication = { name: "login_code", language: "en_GB", category: "AUTHENTICATION" } as const;
