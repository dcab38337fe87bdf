import type { WebhookAddresses, WebhookDelivery } from "@openwaba/sandbox";

/** What somebody does to get deliveries that were not sent. */
export interface Advice {
  readonly text: string;
  /** A call that does it. */
  readonly call?: string;
  /** Whether the page on where webhooks go helps. */
  readonly isAboutCallback?: true;
}

/** Why a delivery was not sent, as things are now. */
export function adviseOn({ wabaId, fields }: WebhookDelivery, addresses: WebhookAddresses, origin: string): Advice[] {
  const { appId, callback, accounts } = addresses;
  if (!callback)
    return [{ text: "The app has no callback URL, so that there is nobody to send it to.", isAboutCallback: true }];
  const advice: Advice[] = [];
  const account = accounts.find(({ id }) => id === wabaId);
  if (account?.isSubscribed === false)
    advice.push({
      text: `The app is not told about the account ${wabaId}: subscribe the account to it.`,
      call: `curl -X POST '${origin}/v25.0/${wabaId}/subscribed_apps' \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"`,
    });
  const missing = fields.filter((field) => !callback.fields.includes(field));
  if (missing.length > 0) {
    const body = {
      object: "whatsapp_business_account",
      callback_url: callback.url,
      verify_token: callback.verifyToken,
      fields: [...callback.fields, ...new Set(missing)],
    };
    advice.push({
      text: `The app is not subscribed to ${[...new Set(missing)].join(", ")}: subscribe it, with all fields that it wants.`,
      call: [
        `curl -X POST '${origin}/v25.0/${appId}/subscriptions'`,
        `-H "Authorization: Bearer $ACCESS_TOKEN"`,
        "-H 'Content-Type: application/json'",
        `-d '${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`,
      ].join(" \\\n  "),
    });
  }
  return advice.length > 0 ? advice : [{ text: "The subscriptions have changed since: the next one like it is sent." }];
}
