import type { Session } from "../session.ts";
import { type Finding, ok, skipped, warning } from "./finding.ts";

const about = "settings";

/** Whether the variables are there that programs of yours need. */
export async function* checkSettings(session: Session): AsyncIterable<Finding> {
  const { isSandbox, baseUrl, phoneNumberId, wabaId, appId, appSecret, verifyToken } = await session.platform();
  if (isSandbox) yield ok(about, `The sandbox at ${baseUrl}`);
  else if (baseUrl !== undefined)
    yield warning(
      about,
      `WHATSAPP_BASE_URL leads to ${baseUrl}, not to the platform`,
      "Remove it, unless you talk to a sandbox or a proxy.",
    );
  if (phoneNumberId === undefined)
    yield warning(
      about,
      "WHATSAPP_PHONE_NUMBER_ID is not set",
      "Set it to the id of the number that sends: `openwaba numbers` lists them.",
    );
  if (wabaId === undefined)
    yield warning(
      about,
      "WHATSAPP_BUSINESS_ACCOUNT_ID is not set",
      "Set it to the id of your WhatsApp Business Account, from the WhatsApp Manager.",
    );
  if (appId === undefined || appSecret === undefined)
    yield skipped(
      about,
      "META_APP_ID and META_APP_SECRET are not both set: webhooks are not looked at",
      "Set them, from the app's dashboard, App settings, Basic.",
    );
  if (verifyToken === undefined)
    yield skipped(
      about,
      "WEBHOOK_VERIFY_TOKEN is not set: the callback URL is not called",
      "Set it to the text that you entered beside the callback URL.",
    );
}
