import type { WebhookDelivery } from "../webhooks/delivery-log.ts";

/** What became of a message of a customer: its id, and the webhooks that told of it. */
export interface SentByCustomer {
  readonly id: string;
  /** None if the business number blocked the customer. */
  readonly deliveries: readonly WebhookDelivery[];
}
