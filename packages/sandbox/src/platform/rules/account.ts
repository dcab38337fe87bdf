import { accountState } from "../account-state.ts";
import { isWindowOpen, type Sending } from "../sending.ts";
import type { Obstacle, Refusal } from "./rule.ts";
import { refusal } from "./rule.ts";

const forbidden = { status: 403 } as const; // Forbidden

/** What restrictions forbid, by type. */
const forbids = new Map<string, (sending: Sending) => boolean>([
  ["RESTRICTED_ADD_PHONE_NUMBER_ACTION", () => false],
  ["RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING", () => false],
  ["RESTRICTED_BIZ_INITIATED_MESSAGING", (sending) => !isWindowOpen(sending)],
  ["RESTRICTED_BUSINESS_INITIATED_CALLING", () => false],
  ["RESTRICTED_CUSTOMER_INITIATED_MESSAGING", isWindowOpen],
  ["RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES", ({ type, category }) => category === "utility" && type !== "template"],
  ["RESTRICTED_USER_INITIATED_CALLING", () => false],
  ["RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN", () => false],
  ["RESTRICTED_UTILITY_TEMPLATES", ({ category }) => category === "utility"],
]);

/** What is wrong with the account or the number that sends. */
export const accountRefusals: readonly Refusal[] = [
  ({ wabaId }, { world }) => {
    if (accountState(world, wabaId).isBanned)
      throw refusal(131031, "The account is locked", `The account ${wabaId} may not send messages`, forbidden);
  },
  (sending, { world }) => {
    const { wabaId, time } = sending;
    const inForce = accountState(world, wabaId).restrictions.find(
      ({ type, expiration = Infinity }) => expiration > time && (forbids.get(type)?.(sending) ?? true),
    );
    if (inForce)
      throw refusal(
        368,
        "Blocked for a while for breaking a policy",
        `The account ${wabaId} is restricted: ${inForce.type}`,
        forbidden,
      );
  },
  ({ number, phoneNumberId }) => {
    const status = number?.data["status"];
    if (status === undefined || status === "CONNECTED") return; // the examples leave it out of numbers that send
    throw refusal(
      133010,
      "The number is not registered",
      `The number ${phoneNumberId} is ${status}: register it before it sends`,
    );
  },
];

/** Who pays for messages that cost something. */
export const unpaid: Obstacle = ({ wabaId, category }, { world }) => {
  if (category === "service" || accountState(world, wabaId).canPay) return undefined;
  return {
    code: 131042,
    title: "Business eligibility payment issue",
    details: `The account ${wabaId} has no valid way of paying`,
  };
};
