import {
  addPhoneNumber,
  listPartners,
  listPreverifiedNumbers,
  requestPreverifiedNumberCode,
  sharePreverifiedNumber,
  verifyPreverifiedNumberCode,
} from "@openwaba/preverified-numbers";
import { GraphError } from "@openwaba/runtime";
import type { Narrator } from "../narrator.ts";
import type { Target } from "./targets.ts";

/** Adds, verifies, lists, shares and looks up a number, and prints each step. */
export async function walkThrough(target: Target, narrator: Narrator): Promise<void> {
  const { client, businessId: business_id } = target;
  narrator.say(`Pre-verified numbers of business ${business_id}, on ${target.name}`);

  const added = target.number === undefined ? undefined : await addNumber(target, narrator, target.number);

  narrator.step("List the verified numbers, with three fields of each and the name of the owner");
  const numbers = await listPreverifiedNumbers(client, {
    business_id,
    code_verification_status: "VERIFIED",
    fields: ["phone_number", "verification_expiry_time", "owner_business{name}"],
  }).toArray({ limit: 100 });
  for (const { id, phone_number, verification_expiry_time, owner_business } of numbers) {
    const until = verification_expiry_time === undefined ? "unknown" : formatDate(verification_expiry_time);
    narrator.say(`${id}  ${phone_number}  of ${owner_business?.name}, verified until ${until}`);
  }
  if (numbers.length === 0) narrator.say("There are none");

  const numberId = added ?? numbers[0]?.id;
  if (numberId === undefined) return narrator.say(target.next);
  if (added !== undefined) await shareNumber(target, narrator, added);
  await walkPartners(target, narrator, numberId);
  if (added !== undefined) await makeMistake(target, narrator, added);
  narrator.say(`\n${target.next}`);
}

async function addNumber({ client, businessId, readCode }: Target, narrator: Narrator, phone_number: string) {
  narrator.step(`Add ${phone_number} to the pool`);
  const { id } = await addPhoneNumber(client, { business_id: businessId, phone_number });
  narrator.say(`It has the id ${id}`);

  narrator.step("Have a code sent to it and verify it");
  const number = { pre_verified_phone_number_id: id };
  await requestPreverifiedNumberCode(client, { ...number, code_method: "SMS", language: "en_US" });
  await verifyPreverifiedNumberCode(client, { ...number, code: await readCode(id) });
  narrator.say("The code was right: the number is verified for 90 days");
  return id;
}

async function shareNumber({ client, businessId, partners }: Target, narrator: Narrator, preverified_id: string) {
  narrator.step(`Share it with ${partners.length} partner businesses`);
  for (const partner_business_id of partners) {
    await sharePreverifiedNumber(client, { business_id: businessId, preverified_id, partner_business_id });
  }
  narrator.say("Each of them may now offer the number to its customers");
}

async function walkPartners({ client, breakPartners }: Target, narrator: Narrator, numberId: string) {
  narrator.step("Walk through all partners of the number, page by page");
  breakPartners();
  const partners = listPartners(client, { pre_verified_phone_number_id: numberId, limit: 25 });
  let count = 0;
  for await (const { data } of partners.pages()) {
    count += data.length;
    narrator.say(`${data.length} partners, from ${data[0]?.name} to ${data.at(-1)?.name}`);
  }
  narrator.say(`${count} partners in all`);
}

async function makeMistake({ client, businessId }: Target, narrator: Narrator, preverified_id: string) {
  narrator.step("Make a mistake: share the number with the business that owns it");
  try {
    await sharePreverifiedNumber(client, { business_id: businessId, preverified_id, partner_business_id: businessId });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    narrator.say(error.message);
  }
}

function formatDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
