import type { WebhookDelivery } from "@openwaba/sandbox";
import { subjectOf } from "./delivery-subject.ts";

export interface DeliveryFilter {
  /** What must be somewhere in it; empty for everything. */
  readonly text: string;
  /** Empty for every one. */
  readonly state: string;
  /** Empty for every one. */
  readonly field: string;
}

const searched = 100_000; // characters of a body

const texts = new WeakMap<WebhookDelivery, string>();

/** The deliveries that a filter lets through, newest first. */
export function filterDeliveries(
  deliveries: readonly WebhookDelivery[],
  { text, state, field }: DeliveryFilter,
): WebhookDelivery[] {
  const word = text.trim().toLowerCase();
  const escaped = asSent(word);
  return deliveries
    .filter(
      (delivery) =>
        (state === "" || delivery.state === state) &&
        (field === "" || delivery.fields.includes(field)) &&
        (word === "" || textOf(delivery).includes(word) || textOf(delivery).includes(escaped)),
    )
    .toReversed();
}

function textOf(delivery: WebhookDelivery): string {
  const { id, state, reason = "", appId = "", url = "", wabaId, fields, body } = delivery;
  const found =
    texts.get(delivery) ??
    [id, subjectOf(delivery).title, state, reason, appId, url, wabaId, ...fields, body.slice(0, searched)]
      .join(" ")
      .toLowerCase();
  texts.set(delivery, found);
  return found;
}

/** A text as it stands in a body, whose characters beyond ASCII are escapes. */
function asSent(text: string): string {
  return text.replaceAll(/[\u0080-\uffff]/g, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, "0")}`;
  });
}
