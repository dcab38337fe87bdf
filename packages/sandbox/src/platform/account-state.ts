import type { Data, World, WorldNode } from "../world/world.ts";

/** What an account may not do, and until when. */
interface Restriction {
  readonly type: string;
  /** Seconds since 1970. */
  readonly expiration?: number;
}

/** What keeps an account from sending. */
interface AccountState {
  readonly isBanned: boolean;
  readonly restrictions: readonly Restriction[];
  /** Whether it has a valid way of paying. */
  readonly canPay: boolean;
}

const kind = "account_state";
const usual: AccountState = { isBanned: false, restrictions: [], canPay: true };

export function accountState(world: World, wabaId: string): AccountState {
  return { ...usual, ...world.find(kind, wabaId)?.data };
}

/** Changes what keeps an account from sending, and what its health says of that. */
export function changeAccountState(world: World, account: WorldNode, changes: Partial<AccountState>): void {
  const state = { ...accountState(world, account.id), ...changes };
  world.put(kind, account.id, state, account.id);
  world.change(account, { status: state.isBanned ? "DISABLED" : "ACTIVE", ...healthOf(account.id, state) });
}

/** Whether an account can send, as operations show it. */
function healthOf(id: string, { isBanned, restrictions, canPay }: AccountState): Data {
  const isLimited = restrictions.length > 0 || !canPay;
  const can_send_message = isBanned ? "BLOCKED" : isLimited ? "LIMITED" : "AVAILABLE";
  return { health_status: { can_send_message, entities: [{ entity_type: "WABA", id, can_send_message }] } };
}
