import { get } from "../control/control.ts";

/** Where the webhooks of the app go. */
export interface WebhookAddresses {
  readonly appId: string;
  readonly callback?: { readonly url: string; readonly verifyToken: string; readonly fields: readonly string[] };
  readonly accounts: readonly { readonly id: string; readonly isSubscribed: boolean; readonly url?: string }[];
  readonly numbers: readonly { readonly id: string; readonly wabaId: string; readonly url: string }[];
  readonly hosts: readonly string[];
}

export function readAddresses(): Promise<WebhookAddresses> {
  return get<WebhookAddresses>("/webhook");
}
