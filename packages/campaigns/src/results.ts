import { type Mark, readMark, type RecipientState, states } from "./mark.ts";
import type { OpenQueue } from "./open-campaigns.ts";
import type { Recipient, StoredRecipient } from "./recipient.ts";

/** What is known of the message to one recipient. */
export interface CampaignResult<Person extends Recipient = Recipient> {
  /** Names the recipient in `resend()` and `settle()`. */
  key: string;
  /** The recipient, as it was passed. */
  person: Person;
  /** `pending` until it is started. */
  state: RecipientState | "pending";
  /** Since when, undefined while pending. */
  at?: Date;
  messageId?: string;
  /** Graph error code of a message that was refused or failed. */
  code?: number;
  /** Why it was refused, or failed. */
  details?: string;
}

/** Reads the recipients of a campaign batch by batch, in their order. */
export async function* readResults<Person extends Recipient>(
  { redis, keys }: OpenQueue,
  id: string,
): AsyncGenerator<CampaignResult<Person>> {
  for (let batch = 0; ; batch++) {
    const [text, marks] = await Promise.all([redis.get(keys.batch(id, batch)), redis.hgetall(keys.marks(id, batch))]);
    if (text === null) return;
    const stored: StoredRecipient<Person>[] = JSON.parse(text);
    for (const [index, { person }] of stored.entries())
      yield resultOf(`${batch}:${index}`, person, marks[String(index)]);
  }
}

export function resultOf<Person extends Recipient>(
  key: string,
  person: Person,
  text: string | null | undefined,
): CampaignResult<Person> {
  if (typeof text !== "string") return { key, person, state: "pending" };
  const { letter, at, ...more }: Mark = readMark(text);
  return { key, person, state: states[letter], at: new Date(at), ...more };
}
