import type { RecordedCall } from "./server/recorded-call.ts";
import { isSchema } from "./server/schemas.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";
import type { Handshake } from "./webhooks/handshake.ts";

/** How lines are shown. */
export interface Look {
  /** Whether warnings and failures are coloured. @default false */
  hasColors?: boolean;
}

/** One line for a call, and one for each of its warnings. */
export function callLines({ method, path, status, warnings = [], fault, isItem }: RecordedCall, look: Look): string {
  const notes = [...(isItem ? ["in a batch"] : []), ...(fault ? [`fault ${fault}`] : [])];
  const shown = notes.length > 0 ? ` (${notes.join(", ")})` : "";
  const result = status === 0 ? "connection lost" : String(status);
  const lines = [paint(`${method} ${path} ${result}${shown}`, status === 0 || status >= 400, look)];
  return [...lines, ...warnings.map((warning) => paint(`  warning: ${warning}`, true, look))].join("");
}

/** One line for a webhook delivery. */
export function deliveryLine(delivery: WebhookDelivery, look: Look): string {
  const { id, state, fields, body, attempts, reason, redeliveryOf } = delivery;
  const repeats = redeliveryOf === undefined ? "" : ` (again ${redeliveryOf})`;
  const last = attempts.at(-1);
  const tries = attempts.length > 1 ? ` after ${attempts.length} attempts` : "";
  const answer = last ? ` ${last.problem ?? last.status}${tries}` : "";
  const why = reason === undefined ? "" : `: ${reason}`;
  const text = `webhook ${id}${repeats} ${fields.join()}${contentOf(body)} ${state}${answer}${why}`;
  return paint(text, state !== "accepted", look);
}

/** What became of the handshake with the webhook. */
export function handshakeLine(handshake: Handshake, look: Look): string {
  if (handshake.isVerified) return paint("webhook verified", false, look);
  const again = "POST /_sandbox/webhooks/verify asks again";
  return paint(`webhook not verified: ${handshake.reason} (${again})`, true, look);
}

/** The kind of message or status that a delivery is about, in braces. */
function contentOf(body: string): string {
  const { entry } = JSON.parse(body) as { entry: { changes: { value: Readonly<Record<string, unknown>> }[] }[] };
  const kinds = entry
    .flatMap(({ changes }) => changes)
    .flatMap(({ value }) => [...namesIn(value["messages"], "type"), ...namesIn(value["statuses"], "status")]);
  return kinds.length > 0 ? ` (${kinds.join()})` : "";
}

function namesIn(items: unknown, property: string): string[] {
  const names = (Array.isArray(items) ? items : []).map((item) => (isSchema(item) ? item[property] : undefined));
  return names.filter((name) => typeof name === "string");
}

/** A line without what would move the cursor, break the line or colour it: callers choose names, receivers answers. */
function paint(text: string, isBad: boolean, { hasColors = false }: Look): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\ufffd");
  return isBad && hasColors ? `\u001b[33m${plain}\u001b[39m\n` : `${plain}\n`;
}
