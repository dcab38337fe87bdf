import type { Schemas } from "@openwaba/webhooks";
import { numberMetadata } from "./number-metadata.ts";

interface PreferenceOrigin {
  /** Business number that the wish is about. */
  number: Schemas["NumberMetadata"];
  contact: Schemas["Contact"];
  /** Seconds since 1970. */
  time: number;
}

/** The value of a change of `user_preferences`: a user stopped marketing messages, or allows them again. */
export function preferenceValue(
  { number, contact, time }: PreferenceOrigin,
  value: "stop" | "resume",
): Schemas["UserPreferencesValue"] {
  const { wa_id, user_id, parent_user_id } = contact;
  const detail = value === "stop" ? "The user wants no marketing messages" : "The user allows marketing messages again";
  return {
    messaging_product: "whatsapp",
    metadata: numberMetadata(number),
    contacts: [contact],
    user_preferences: [
      {
        ...(wa_id !== undefined && { wa_id }),
        ...(user_id !== undefined && { user_id }),
        ...(parent_user_id !== undefined && { parent_user_id }),
        detail,
        category: "marketing_messages",
        value,
        timestamp: time,
      },
    ],
  };
}
