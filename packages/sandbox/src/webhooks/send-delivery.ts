import type { DeliveryAttempt, WebhookDelivery } from "./delivery-log.ts";
import { exchange } from "./exchange.ts";

/** Runs an action later, and returns what cancels it. A clock that is moved by hand runs it when its time has come. */
export type Schedule = (action: () => void, milliseconds: number) => () => void;

export interface SendSettings {
  readonly attempts: number;
  readonly delay: number;
  readonly timeout: number;
  readonly schedule: Schedule;
  readonly now: () => number;
}

/** Reason of deliveries that were given up on demand. */
export const cleared = "the deliveries were cleared";

const longestDelay = 7 * 86_400_000; // 7 days, after which the platform gives up

/**
 * Sends a delivery to its URL until it is accepted, the attempts are used up or the signal is aborted. Returns what has
 * become of it, and calls `onAttempt` with that after each attempt.
 */
export async function sendDelivery(
  delivery: WebhookDelivery & { readonly url: string },
  { attempts, delay, timeout, schedule, now }: SendSettings,
  signal: AbortSignal,
  onAttempt: (delivery: WebhookDelivery) => void,
): Promise<WebhookDelivery> {
  const { url, headers, body } = delivery;
  const made: DeliveryAttempt[] = [];
  while (!signal.aborted) {
    const sentAt = now();
    const answer = await exchange(url, { method: "POST", headers, body }, { timeout, signal });
    if (signal.aborted) break;
    made.push({ ...answer, sentAt, answeredAt: now() });
    const isAccepted = answer.status >= 200 && answer.status < 300;
    const isLast = isAccepted || made.length >= attempts;
    const current = { ...delivery, state: stateOf(isAccepted, isLast), attempts: [...made] };
    onAttempt(current);
    if (isLast) return current;
    await pause(Math.min(delay * 2 ** (made.length - 1), longestDelay), schedule, signal);
  }
  return { ...delivery, state: "failed", reason: cleared, attempts: made };
}

function stateOf(isAccepted: boolean, isLast: boolean): WebhookDelivery["state"] {
  if (isAccepted) return "accepted";
  return isLast ? "failed" : "pending";
}

/** Waits for the time or the signal. */
async function pause(milliseconds: number, schedule: Schedule, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  await new Promise<void>((resolve) => {
    const cancel = schedule(resolve, milliseconds);
    function stop(): void {
      cancel();
      resolve();
    }
    signal.addEventListener("abort", stop, { once: true, signal: waiting.signal });
  });
  waiting.abort();
}
