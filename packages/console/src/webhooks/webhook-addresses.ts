import type { WebhookAddresses } from "@openwaba/sandbox";
import { get } from "../control/control.ts";

export function readAddresses(): Promise<WebhookAddresses> {
  return get<WebhookAddresses>("/webhook");
}
