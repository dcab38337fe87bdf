import { isObject, type JsonObject, textIn } from "./json-object.ts";

const phoneKeys = ["from", "to", "recipient_id", "wa_id", "recipient_participant_id"];
const userKeys = ["from_user_id", "to_user_id", "recipient_user_id", "user_id", "recipient_participant_user_id"];

/** The contact that an item refers to, by number or by business-scoped user id. */
export function contactOf(contacts: unknown, item: JsonObject): JsonObject | undefined {
  if (!Array.isArray(contacts)) return undefined;
  const names = (contact: JsonObject, id: string, keys: string[]) => {
    const own = textIn(contact, id);
    return own !== undefined && keys.some((key) => textIn(item, key) === own);
  };
  return contacts
    .filter(isObject)
    .find((contact) => names(contact, "wa_id", phoneKeys) || names(contact, "user_id", userKeys));
}
