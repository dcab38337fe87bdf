import type { Schemas } from "@openwaba/webhooks";

/** A documented field of webhooks. */
export type WebhookField = Exclude<Schemas["Change"]["field"], Schemas["OtherChange"]["field"]>;

/** Where the webhooks of each field go: those of `messaging` to the address of the number or the account if it has one. */
const targets = {
  account_alerts: "app",
  account_review_update: "app",
  account_settings_update: "messaging",
  account_update: "app",
  automatic_events: "app",
  business_capability_update: "app",
  business_status_update: "app",
  business_username_update: "app",
  business_username_updates: "app",
  calls: "messaging",
  consumer_profile: "messaging",
  flows: "app",
  group_lifecycle_update: "messaging",
  group_participant_update: "messaging",
  group_participants_update: "messaging",
  group_settings_update: "messaging",
  group_status_update: "messaging",
  history: "messaging",
  message_echoes: "messaging",
  message_template_components_update: "app",
  message_template_quality_update: "app",
  message_template_status_update: "app",
  messages: "messaging",
  messaging_handovers: "messaging",
  partner_solutions: "app",
  payment_configuration_update: "app",
  phone_number_name_update: "app",
  phone_number_quality_update: "app",
  security: "app",
  smb_app_state_sync: "messaging",
  smb_message_echoes: "messaging",
  standby: "app",
  template_category_update: "app",
  template_correct_category_detection: "app",
  tracking_events: "app",
  user_id_update: "app",
  user_preferences: "app",
} satisfies Readonly<Record<WebhookField, "app" | "messaging">>;

/** All documented fields. */
export const webhookFields: readonly string[] = Object.keys(targets);

export function isWebhookField(field: string): field is WebhookField {
  return Object.hasOwn(targets, field);
}

/** Whether webhooks of a field go to the address of a number or an account that has its own. */
export function isOverridable(field: string): boolean {
  return isWebhookField(field) && targets[field] === "messaging";
}
