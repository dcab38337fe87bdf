import type { World } from "../world/world.ts";

const states = ["active", "locked", "restricted", "unpaid"] as const;

/**
 * Whether an account may send: `locked` and `restricted` accounts may not, `unpaid` ones only what costs nothing.
 */
export type AccountState = (typeof states)[number];

const kind = "account_state";

export function accountState(world: World, wabaId: string): AccountState {
  const state = world.find(kind, wabaId)?.data["state"];
  return states.find((name) => name === state) ?? "active";
}

/** @throws TypeError if there is no such account or state */
export function setAccountState(world: World, state: unknown, wabaId: string): void {
  if (!states.some((name) => name === state))
    throw new TypeError(`Cannot change the account: its state must be one of ${states.join(", ")}`);
  if (!world.find("waba", wabaId)) throw new TypeError(`Cannot change the account ${wabaId}: there is no such account`);
  world.put(kind, wabaId, { state }, wabaId);
}
