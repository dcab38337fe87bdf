import type { InspectedToken } from "@openwaba/tokens";

export type Token = InspectedToken;

/** What messages and the management of accounts take. */
const usual = ["whatsapp_business_messaging", "whatsapp_business_management"];

/** Usual permissions that the token does not have. */
export function missingScopes({ scopes = [] }: Token): string[] {
  return usual.filter((scope) => !scopes.includes(scope));
}

/** A time of the platform, in seconds since 1970, for people; undefined for none. */
export function momentOf(seconds: number | undefined): string | undefined {
  if (seconds === undefined || seconds === 0) return undefined;
  const moment = new Date(seconds * 1000);
  return Number.isNaN(moment.getTime())
    ? String(seconds)
    : `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Accounts that the token is limited to. */
export function accountsOf({ granular_scopes = [] }: Token): string[] {
  const ids = granular_scopes
    .filter(({ scope = "" }) => usual.includes(scope))
    .flatMap(({ target_ids = [] }) => target_ids);
  return [...new Set(ids)];
}
