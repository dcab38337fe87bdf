import { asciiJson } from "./envelope.ts";

/** Something that happened, to be sent to every app that subscribed to it. */
export interface WebhookEvent {
  /** Id of the entry: the account, or a business portfolio for partners. */
  wabaId: string;
  /** Business number that it is about. */
  phoneNumberId?: string;
  field: string;
  value: unknown;
  /** Seconds since 1970, where the platform sends it. */
  time?: number;
}

/** Where an app is told: its own callback URL, or the override of an account or a number. */
export interface Subscription {
  appId: string;
  url: string;
  /** @default all fields */
  fields?: readonly string[];
}

/** The entry of the event, without its changes. */
export function entryOf({ wabaId, time }: WebhookEvent): { id: string; time?: number } {
  return { id: wabaId, ...(time !== undefined && { time }) };
}

/**
 * The change as JSON, so that the value may change afterwards.
 *
 * @throws TypeError if the value is no object, or not JSON
 */
export function changeOf({ field, value }: WebhookEvent): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return asciiJson({ field, value });
  throw new TypeError(`Cannot deliver ${field}: its value must be an object`);
}

/** The subscriptions that get a change of the field, one for each app. */
export function takersOf(subscriptions: readonly Subscription[], field: string): Subscription[] {
  const takers = new Map<string, Subscription>();
  for (const subscription of subscriptions) {
    const takes = subscription.fields?.includes(field) ?? true;
    if (takes && !takers.has(subscription.appId)) takers.set(subscription.appId, subscription);
  }
  return [...takers.values()];
}
