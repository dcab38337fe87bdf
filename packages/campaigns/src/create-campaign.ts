import { createHash } from "node:crypto";
import { batchName } from "./batch-name.ts";
import { type Campaign, campaignOf } from "./campaign.ts";
import { enqueue } from "./enqueue.ts";
import { type CampaignQueue, opened, type OpenQueue } from "./open-campaigns.ts";
import { templateIn } from "./template-in.ts";
import { type CampaignMessage, identityOf, type Recipient, type StoredRecipient } from "./recipient.ts";

interface CommonOptions<Person extends Recipient> {
  /** 1 to 64 letters, digits, dots, dashes and underscores. It is part of the `biz_opaque_callback_data` of each message. */
  id: string;
  /** Ids of the phone numbers that send. Recipients are spread over them evenly, each keeps its own. */
  phoneNumberIds: readonly string[];
  /** Who gets it. Each is JSON. Ten million of them may stream from a file or a database: 100 are in memory at a time. */
  recipients: Iterable<Person> | AsyncIterable<Person>;
  /** Batches of 100 recipients that may wait to be sent; when there are more, reading pauses. @default Infinity */
  maxOpenBatches?: number;
}

export type CreateCampaignOptions<Person extends Recipient> = CommonOptions<Person> &
  (
    | {
        /** What everybody gets, or a function that returns what one person gets; it is called once for each. */
        message: CampaignMessage | ((person: Person) => CampaignMessage);
        send?: never;
      }
    | {
        /** Name of the function that sends, among the `sends` of the workers. */
        send: string;
        message?: never;
      }
  );

const batchSize = 100;

/**
 * Creates a campaign, and reads its recipients into Redis. Workers begin to send at once. It resolves when all have
 * been read, not sent. If it is interrupted, call it again with the same id and the same recipients in the same order:
 * it goes on where it was. Somebody who is in a campaign twice is sent to once.
 *
 * @throws {TypeError} when an option is wrong, or a recipient has neither a number nor a user id
 * @throws {Error} when there is a campaign of this id with another message or other recipients
 * @example
 * const campaign = await createCampaign(queue, {
 *   id: "spring-sale",
 *   phoneNumberIds: ["108110225544001"],
 *   message: (person) => ({ text: { body: `Hello ${person.name}, our sale begins today.` } }),
 *   recipients: [{ to: "+15550123456", name: "Ines" }],
 * });
 */
export async function createCampaign<Person extends Recipient>(
  queue: CampaignQueue,
  options: CreateCampaignOptions<Person>,
): Promise<Campaign<Person>> {
  const own = opened(queue);
  const { id, recipients, maxOpenBatches = Infinity } = options;
  const action = `Cannot create the campaign ${checkedId(id)}`;
  await define(own, options, action);
  let batch = 0;
  for await (const persons of inBatches(recipients)) {
    const stored = persons.map((person, index) =>
      storedOf(person, options, `${action}: recipient ${batch * batchSize + index + 1}`),
    );
    await add(own, id, batch, stored, action);
    batch++;
    if (Number.isFinite(maxOpenBatches)) await untilFewer(own, id, maxOpenBatches);
  }
  const isSealed = await own.run.seal([own.keys.campaign(id), own.keys.open(id)], [batch]);
  if (isSealed !== 1) throw new Error(`${action}: it had more recipients before`);
  return campaignOf<Person>(queue, id);
}

function checkedId(id: string): string {
  if (/^(?!\.\.?$)[\w.-]{1,64}$/.test(id)) return id;
  throw new TypeError(
    "Cannot create a campaign: its id must be 1 to 64 letters, digits, dots, dashes and underscores, not dots alone",
  );
}

/** Stores what the campaign sends, or compares it with what is stored. */
async function define<Person extends Recipient>(
  { run, keys }: OpenQueue,
  { id, phoneNumberIds, message, send }: CreateCampaignOptions<Person>,
  action: string,
): Promise<void> {
  if (phoneNumberIds.length === 0 || !phoneNumberIds.every((number) => /^\d+$/.test(number)))
    throw new TypeError(`${action}: phoneNumberIds must be ids of phone numbers, at least one`);
  if ((message === undefined) === (send === undefined)) throw new TypeError(`${action}: it needs message or send`);
  const shared = typeof message === "function" ? undefined : message;
  const fields = {
    numbers: JSON.stringify(phoneNumberIds),
    ...(shared !== undefined && { message: JSON.stringify(shared) }),
    ...(send !== undefined && { send }),
  };
  const definition = checksum(JSON.stringify(fields));
  const stored = await run.define(
    [keys.campaign(id), keys.campaigns, keys.templates(id)],
    [id, definition, templateIn(shared), ...Object.entries(fields).flat()],
  );
  if (stored !== definition) throw new Error(`${action}: there is one with another message or other numbers`);
}

const checksum = (text: string) => createHash("sha256").update(text).digest("base64");

function storedOf<Person extends Recipient>(
  person: Person,
  { message }: CreateCampaignOptions<Person>,
  action: string,
): StoredRecipient<Person> {
  if (typeof person !== "object" || person === null || identityOf(person) === "")
    throw new TypeError(`${action} needs to, a phone number, or recipient, the id of a user`);
  return { person, ...(typeof message === "function" && { message: message(person) }) };
}

/** Stores a batch and adds its job, unless it is there. */
async function add(own: OpenQueue, id: string, batch: number, stored: readonly StoredRecipient[], action: string) {
  const { run, keys } = own;
  const text = JSON.stringify(stored);
  const added = await run.addBatch(
    [keys.campaign(id), keys.open(id), keys.batch(id, batch), keys.marks(id, batch), keys.due],
    [batch, stored.length, checksum(text), text, batchName(id, batch)],
  );
  if (added === -1)
    throw new Error(`${action}: there is one with other recipients, from number ${batch * batchSize + 1} on`);
  if (added === 1) await enqueue(own, [{ campaign: id, batch, generation: 0 }]);
}

async function* inBatches<Item>(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function untilFewer({ redis, keys }: OpenQueue, id: string, most: number): Promise<void> {
  while ((await redis.scard(keys.open(id))) >= most) await new Promise((resolve) => setTimeout(resolve, 100));
}
