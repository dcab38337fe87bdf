import { listWebhookSubscriptions } from "@openwaba/apps";
import type { Session } from "../session.ts";
import { broken, type Facts, type Finding, ok } from "./finding.ts";
import { tryCallback } from "./try-callback.ts";

const about = "webhooks";

/** Whether the app has a callback URL, gets messages there, and whether it behaves. */
export async function* checkCallback(session: Session, facts: Facts): AsyncIterable<Finding> {
  const { appId: application_id, appSecret, verifyToken } = await session.platform();
  const app = await session.appClient();
  if (app === undefined || application_id === undefined || appSecret === undefined || !facts.isAppKnown) return;
  const { data } = await listWebhookSubscriptions(app, { application_id }, session.call);
  const subscription = data.find(({ object }) => object === "whatsapp_business_account");
  if (subscription === undefined) {
    yield broken(
      about,
      "The app has no callback URL for WhatsApp",
      "Enter one in the app's dashboard, WhatsApp, Configuration; on a sandbox `openwaba webhooks listen --sandbox` does it.",
    );
    return;
  }
  const { callback_url: url, active, fields } = subscription;
  if (!active)
    yield broken(about, "The app's webhooks are switched off", "Enter the callback URL again in the app's dashboard.");
  const names = fields.map(({ name }) => name);
  if (!names.includes("messages"))
    yield broken(
      about,
      "The app is not subscribed to the field messages: neither messages nor statuses come",
      "Subscribe to it in the app's dashboard, WhatsApp, Configuration.",
    );
  else
    yield ok(
      about,
      `The app receives ${names.length === 1 ? "messages" : `messages and ${names.length - 1} other fields`} at ${shown(url)}`,
    );
  if (verifyToken !== undefined && URL.canParse(url))
    yield* tryCallback(session, new URL(url), { verifyToken, appSecret });
}

/** A URL without its query, which may hold a secret of its owner. */
function shown(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
