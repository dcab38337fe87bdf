import { getWhatsappBusinessAccount, listSubscribedApps } from "@openwaba/business-accounts";
import { problemsOf } from "../health.ts";
import type { Session } from "../session.ts";
import { accountsOf } from "../token-facts.ts";
import { broken, type Facts, type Finding, ok, warning } from "./finding.ts";

const fields = [
  "id",
  "name",
  "status",
  "account_review_status",
  "business_verification_status",
  "health_status",
] as const;
const appFields = ["id", "name", "whatsapp_business_api_data", "override_callback_uri"] as const;
const about = "account";

/** Whether the account may send, and whether its webhooks go to the app. */
export async function* checkAccount(session: Session, facts: Facts): AsyncIterable<Finding> {
  const { appId } = await session.platform();
  const { client } = facts;
  const own = facts.token === undefined ? [] : accountsOf(facts.token);
  const waba_id = (facts.wabaId ??= own[0]);
  if (client === undefined || waba_id === undefined) return;
  if (own.length > 0 && !own.includes(waba_id))
    yield broken(
      about,
      `The token is limited to other accounts than ${waba_id}`,
      `It may use ${own.join(", ")}: set WHATSAPP_BUSINESS_ACCOUNT_ID to one of them, or give the token's user this account.`,
    );
  const account = await getWhatsappBusinessAccount(client, { waba_id, fields }, session.call);
  const { name = waba_id, account_review_status: review, business_verification_status: verification } = account;
  if (review !== undefined && review !== "APPROVED")
    yield broken(
      about,
      `The review of the account ${name} says ${review}`,
      "See the WhatsApp Manager, Account quality: it names the reason and takes an appeal.",
    );
  else yield ok(about, `The account ${name} (${waba_id}) may be used`);
  if (verification !== undefined && verification !== "verified")
    yield warning(
      about,
      `The business is not verified: ${verification}`,
      "Verify it in the Business Manager, Security Center: without it the limits stay low.",
    );
  for (const entity of account.health_status?.entities ?? []) {
    const isBlocked = entity.can_send_message === "BLOCKED";
    if (!isBlocked && entity.can_send_message !== "LIMITED") continue;
    for (const problem of problemsOf(entity))
      yield (isBlocked ? broken : warning)(about, `${isBlocked ? "Blocked" : "Limited"}: ${problem}`, healthTodo);
  }
  yield* checkApps(session, client, waba_id, facts.token?.app_id ?? appId);
}

const healthTodo = "Do what it says, in the WhatsApp Manager; errors of the platform: `openwaba errors <code>`.";

async function* checkApps(
  session: Session,
  client: NonNullable<Facts["client"]>,
  waba_id: string,
  appId: string | undefined,
): AsyncIterable<Finding> {
  const { data } = await listSubscribedApps(client, { waba_id, fields: appFields }, session.call);
  const ids = data.map(({ id, whatsapp_business_api_data: app }) => app?.id ?? id);
  const names = data.map(({ name, whatsapp_business_api_data: app }) => app?.name ?? name ?? "an app");
  if (ids.length === 0 || (appId !== undefined && !ids.includes(appId)))
    yield broken(
      "webhooks",
      ids.length === 0
        ? "No app receives the webhooks of the account"
        : `The webhooks of the account go to ${names.join(", ")}, not to your app`,
      "Subscribe your app, with its token: openwaba webhooks subscribe",
    );
  else yield ok("webhooks", `The webhooks of the account go to ${names.join(", ")}`);
}
