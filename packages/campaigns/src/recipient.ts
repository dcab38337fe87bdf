import type { SendMessageContent } from "@openwaba/messages";

/** Somebody who gets a message. Further properties are kept with it, for `message` and for the results. */
export interface Recipient {
  /** Phone number in any notation, such as `"+15550123456"`. */
  to?: string;
  /** Business-scoped user id, for people whose number is not known. */
  recipient?: string;
}

/** What a campaign sends: everything that `sendMessage` takes but the recipient. */
export type CampaignMessage = SendMessageContent;

/** A recipient as it is stored, with its own message if each has one. */
export interface StoredRecipient<Person extends Recipient = Recipient> {
  person: Person;
  message?: CampaignMessage;
}

/** What tells recipients apart: the digits of a number, or the id of a user. */
export function identityOf({ to, recipient }: Recipient): string {
  const id = [to, recipient].find((value) => typeof value === "string" && value !== "") ?? "";
  return (/\p{L}/u.test(id) ? "" : id.replaceAll(/\D/g, "")) || id;
}
