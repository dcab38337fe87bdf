import { getPhoneNumber, listPhoneNumbers } from "@openwaba/phone-numbers";
import { problemsOf } from "../health.ts";
import type { PlatformClient, Session } from "../session.ts";
import { broken, type Facts, type Finding, ok, warning } from "./finding.ts";

const about = "number";
const most = 20; // numbers that are looked at one by one

const fields = [
  "id",
  "display_phone_number",
  "status",
  "quality_rating",
  "name_status",
  "platform_type",
  "code_verification_status",
  "throughput",
  "whatsapp_business_manager_messaging_limit",
  "health_status",
] as const;

/** Whether the numbers are registered, can send, and how good they are. */
export async function* checkNumbers(session: Session, facts: Facts): AsyncIterable<Finding> {
  const { phoneNumberId } = await session.platform();
  const { client, wabaId: waba_id } = facts;
  if (client === undefined) return;
  if (waba_id === undefined) {
    if (phoneNumberId !== undefined) yield* judge(session, client, phoneNumberId, true);
    return;
  }
  const listing = listPhoneNumbers(client, { waba_id, fields: ["id", "display_phone_number"] }, session.call);
  const all = await listing.toArray({ limit: 200 });
  if (all.length === 0)
    yield broken(about, "The account has no number", "Add one in the WhatsApp Manager, Phone numbers.");
  if (phoneNumberId !== undefined && !all.some(({ id }) => id === phoneNumberId)) {
    const same = all.find(
      ({ display_phone_number = "" }) => display_phone_number.replaceAll(/\D/g, "") === phoneNumberId,
    );
    yield broken(
      about,
      same === undefined
        ? `WHATSAPP_PHONE_NUMBER_ID, ${phoneNumberId}, is no number of the account ${waba_id}`
        : "WHATSAPP_PHONE_NUMBER_ID is the number itself",
      same === undefined ? "`openwaba numbers` lists those that are." : `Set it to the id of the number: ${same.id}`,
    );
  }
  const chosen = all.toSorted((one, other) => Number(other.id === phoneNumberId) - Number(one.id === phoneNumberId));
  for (const { id } of chosen.slice(0, most))
    yield* judge(session, client, id, id === phoneNumberId || all.length === 1);
}

/** What is wrong with a number that is not in use here is no more than a warning. */
async function* judge(
  session: Session,
  client: PlatformClient,
  phone_number_id: string,
  isUsed: boolean,
): AsyncIterable<Finding> {
  const number = await getPhoneNumber(client, { phone_number_id, fields }, session.call);
  const name = number.display_phone_number ?? phone_number_id;
  const worse = isUsed ? broken : warning;
  const found: Finding[] = [];
  if (number.platform_type === "NOT_APPLICABLE")
    found.push(
      worse(
        about,
        `${name} is not registered: it can neither send nor receive`,
        number.code_verification_status === "VERIFIED"
          ? `Register it: openwaba numbers register ${phone_number_id}`
          : "Verify it by a code first, in the WhatsApp Manager, then `openwaba numbers register` it.",
      ),
    );
  else if (number.status !== undefined && number.status !== "CONNECTED")
    found.push(worse(about, `${name} is ${number.status}`, todoOf(number.status)));
  if (number.quality_rating === "RED" || number.quality_rating === "YELLOW")
    found.push(
      warning(
        about,
        `The quality of ${name} is ${number.quality_rating}`,
        "People block or report its messages: write to fewer of them, and only to those who asked for it.",
      ),
    );
  if (number.name_status === "DECLINED" || number.name_status === "EXPIRED")
    found.push(
      warning(
        about,
        `The display name of ${name} is ${number.name_status}`,
        "Ask for another one in the WhatsApp Manager.",
      ),
    );
  for (const entity of number.health_status?.entities ?? []) {
    if (entity.entity_type !== "PHONE_NUMBER" || entity.can_send_message === "AVAILABLE") continue;
    const isBlocked = entity.can_send_message === "BLOCKED";
    for (const problem of problemsOf(entity))
      found.push(
        (isBlocked ? worse : warning)(about, `${name}: ${problem}`, `openwaba numbers show ${phone_number_id}`),
      );
  }
  const { throughput, whatsapp_business_manager_messaging_limit: limit } = number;
  if (found.every(({ state }) => state === "warning" && isUsed))
    found.unshift(ok(about, `${name} is ${[number.status, limit, throughput?.level].filter(Boolean).join(", ")}`));
  yield* found;
}

function todoOf(status: string): string {
  const todos: Readonly<Record<string, string>> = {
    PENDING: "Its registration is not finished: wait, or register it again.",
    FLAGGED: "Its quality is low: if it stays so for a week, its limit goes down.",
    RESTRICTED: "It has reached its limit of conversations: it sends again after 24 hours.",
    RATE_LIMITED: "It has reached its limit: slow down, `throttle()` does it by itself.",
    BANNED: "It broke the rules of the platform: appeal in the WhatsApp Manager, Account quality.",
    DISCONNECTED: "Register it again: `openwaba numbers register`.",
    UNVERIFIED: "Verify it by a code, then register it.",
  };
  return todos[status] ?? "Look it up in the WhatsApp Manager, Phone numbers.";
}
