import { accountState } from "../account-state.ts";
import type { Obstacle, Refusal } from "./rule.ts";
import { refusal } from "./rule.ts";

const forbidden = { status: 403 } as const; // Forbidden

/** What is wrong with the account or the number that sends. */
export const accountRefusals: readonly Refusal[] = [
  ({ wabaId }, { world }) => {
    const state = accountState(world, wabaId);
    if (state === "restricted")
      throw refusal(368, "Blocked for a while for breaking a policy", `The account ${wabaId} is restricted`, forbidden);
    if (state === "locked")
      throw refusal(131031, "The account is locked", `The account ${wabaId} may not send messages`, forbidden);
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
  if (category === "service" || accountState(world, wabaId) !== "unpaid") return undefined;
  return {
    code: 131042,
    title: "Business eligibility payment issue",
    details: `The account ${wabaId} has no valid way of paying`,
  };
};
