import { type ChangeContent, changeWebhook } from "@openwaba/webhooks";
import type { DomainContext } from "../domain.ts";
import type { Deliveries } from "../platform/tell.ts";
import { isSchema } from "../server/schemas.ts";
import { detailsOf } from "../server/problems.ts";
import { exampleOf, valueProblems } from "../webhooks/documented-webhooks.ts";
import { isWebhookField, type WebhookField, webhookFields } from "../webhooks/webhook-fields.ts";
import type { Data } from "../world/world.ts";

/** What a webhook is about. */
export interface EmitOptions {
  /** Business number. @default the first of the account, else the seed's */
  phoneNumberId?: string;
  /** Account. @default that of the number */
  wabaId?: string;
}

/** Sends a webhook of any documented field, see `Sandbox.emit()`. */
export function emitField<Field extends WebhookField>(
  context: DomainContext,
  field: Field,
  value?: ChangeContent<Field>,
  { phoneNumberId, wabaId }: EmitOptions = {},
): Deliveries {
  const { world, emit, now, businesses } = context;
  if (!isWebhookField(field)) {
    const fields = webhookFields.join(", ");
    throw new TypeError(`Cannot send a webhook: its field must be one of ${fields}, not ${String(field)}`);
  }
  if (wabaId !== undefined && !world.find("waba", wabaId))
    throw new TypeError(`Cannot send a webhook about the account ${wabaId}: there is none`);
  const first = wabaId === undefined ? context.phoneNumberId : world.list("phone_number", wabaId)[0]?.id;
  const number = world.find("phone_number", phoneNumberId ?? first ?? "");
  if (phoneNumberId !== undefined && !number)
    throw new TypeError(`Cannot send a webhook about the number ${phoneNumberId}: there is none`);
  const account = wabaId ?? number?.of ?? "";
  const shown = String(number?.data["display_phone_number"] ?? "").replaceAll(/\D/g, "");
  const about = { wabaId: account, ...(number && { phoneNumberId: number.id, displayPhoneNumber: shown }) };
  if (value !== undefined && !isSchema(value))
    throw new TypeError(`Cannot send a webhook of ${field}: its value must be an object`);
  // an example is about the number of the examples
  const content = value ?? (aboutNumber(exampleOf(field), number?.id, shown) as ChangeContent<Field>);
  const [entry] = changeWebhook(field, content, about).entry;
  const filled = entry?.changes[0]?.value;
  const problems = valueProblems(field, filled);
  if (problems.length > 0)
    throw new TypeError(`Cannot send a webhook of ${field}: ${detailsOf(problems, "value")}`, { cause: problems });
  return emit({
    wabaId: isAboutBusiness(field, filled) ? businesses[0].id : account,
    ...(number && { phoneNumberId: number.id }),
    field,
    value: filled,
    ...(entry?.time !== undefined && { time: Math.floor(now() / 1000) }),
  });
}

/** An example, about another number; `metadata` is filled in later. */
function aboutNumber(example: Data, id: string | undefined, shown: string): Data {
  const { metadata: _, ...value } = example;
  const settings = value["phone_number_settings"];
  return {
    ...value,
    ...(value["display_phone_number"] !== undefined && { display_phone_number: shown }),
    ...(settings !== undefined && { phone_number_settings: { ...Object(settings), phone_number_id: id } }),
  };
}

/** Whether the entry has the id of a business in place of that of the account. */
function isAboutBusiness(field: string, value: unknown): boolean {
  if (field === "partner_solutions") return true;
  const { event } = (value ?? {}) as { event?: unknown };
  return field === "account_update" && String(event).startsWith("PARTNER_");
}
