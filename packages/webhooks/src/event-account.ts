import { type JsonObject, objectIn, textIn } from "./json-object.ts";

/** The account that a change is about; the entry of some fields has the id of the business portfolio instead. */
export function wabaOf(field: string, entryId: string, value: JsonObject): string | undefined {
  if (field === "partner_solutions") return undefined;
  if (field !== "account_update") return entryId;
  const named = textIn(objectIn(value, "waba_info"), "waba_id");
  return named ?? (textIn(value, "event")?.startsWith("PARTNER_") ? undefined : entryId);
}

export interface BusinessNumber {
  phoneNumberId: string | undefined;
  displayPhoneNumber: string | undefined;
}

/** The business number that a change is about, wherever its field has it. */
export function numberOf(field: string, value: JsonObject): BusinessNumber {
  const metadata = objectIn(value, field === "messaging_handovers" ? "recipient" : "metadata");
  return {
    phoneNumberId:
      textIn(metadata, "phone_number_id") ?? textIn(objectIn(value, "phone_number_settings"), "phone_number_id"),
    displayPhoneNumber:
      textIn(metadata, "display_phone_number") ??
      textIn(value, field === "account_update" ? "phone_number" : "display_phone_number"),
  };
}
