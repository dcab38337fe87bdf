import type { DomainContext } from "../domain.ts";
import { accountRefusals, unpaid } from "./rules/account.ts";
import { contentObstacles, contentRefusals } from "./rules/content.ts";
import { groupRefusals } from "./rules/group.ts";
import { rateRefusals } from "./rules/rate.ts";
import { outsideWindow, recipientObstacles, recipientRefusals } from "./rules/recipient.ts";
import type { MessageError, Obstacle, Refusal } from "./rules/rule.ts";
import type { Sending } from "./sending.ts";
import { templateRefusals } from "./templates/sending.ts";

const refusals: readonly Refusal[] = [
  ...accountRefusals,
  ...templateRefusals,
  ...recipientRefusals,
  ...groupRefusals,
  ...contentRefusals,
  ...rateRefusals,
];

const obstacles: readonly Obstacle[] = [...recipientObstacles, unpaid, outsideWindow, ...contentObstacles];

/** @throws GraphFailure if the platform does not take the message */
export function checkSending(sending: Sending, context: DomainContext): void {
  for (const check of refusals) check(sending, context);
}

/** Why a message that was taken cannot be delivered, undefined if it can. */
export function obstacleTo(sending: Sending, context: DomainContext): MessageError | undefined {
  for (const find of obstacles) {
    const error = find(sending, context);
    if (error) return error;
  }
  return undefined;
}
