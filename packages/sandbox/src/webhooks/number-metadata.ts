import type { Schemas } from "@openwaba/webhooks";

/** The business number as webhooks name it: digits, where the node has a formatted number. */
export function numberMetadata(number: Schemas["NumberMetadata"]): Schemas["NumberMetadata"] {
  const { display_phone_number: shown, phone_number_id } = number;
  return { ...(shown !== undefined && { display_phone_number: shown.replaceAll(/\D/g, "") }), phone_number_id };
}
