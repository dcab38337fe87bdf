import type { WebhookDelivery } from "@openwaba/sandbox";

const looks = { accepted: "good", failed: "bad", pending: "waiting", unsent: "waiting" } as const;

export const deliveryStates = [
  "pending",
  "accepted",
  "failed",
  "unsent",
] as const satisfies readonly WebhookDelivery["state"][];

export function DeliveryState({ state }: Pick<WebhookDelivery, "state">) {
  return <span class={`status ${looks[state]}`}>{state}</span>;
}
