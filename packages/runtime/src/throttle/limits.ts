import { createBucket, type Limit, type Rate, rateOf } from "./bucket.ts";
import { createGate, type Gate } from "./gate.ts";
import { createIdleMap, type IdleMap } from "./idle-map.ts";
import { accountOf, recipientOf, senderOf } from "./limit-keys.ts";
import type { CallContext } from "../call/request.ts";
import { createSharedLimit, createStore, type Limiter } from "./shared-limit.ts";
import { createWindow } from "./window.ts";

export interface LimitOptions {
  /**
   * Messages per phone number in any second: 80 by default, 1000 for an upgraded number, 20 for one that the WhatsApp
   * Business app uses too. A function is called when a number is used after being idle.
   * @default 80
   */
  messagesPerSecond?: number | ((phoneNumberId: string) => number);
  /** Whether messages to one person are limited to 45 at once, then one in 6 seconds. @default true */
  pairs?: boolean;
  /**
   * Management calls (to `/{waba_id}` and below) per WhatsApp Business Account in any hour: 5000 once it has a
   * registered number, 200 before. `false` for as many as the usage headers allow.
   * @default 5000
   */
  callsPerHour?: number | false | ((wabaId: string) => number);
  /** Limiters shared with other processes, used instead of the limits in memory. */
  limiters?: {
    /** Consumed once per message, with the id of the phone number as key. */
    phoneNumber?: Limiter;
    /** Consumed once per message, with `"<phone_number_id>:<recipient>"` as key. */
    pair?: Limiter;
    /** Consumed once per management call, with the id of the account as key. */
    account?: Limiter;
  };
  /**
   * What to do while a limiter fails: `"open"` sends within the limits of this process; `"closed"` rejects calls with a
   * {@link ThrottleError}.
   * @default "open"
   */
  whenStoreFails?: "open" | "closed";
}

/** The limits known in advance. */
export interface Limits {
  /** The gates before a call, from the narrowest to the widest. */
  gatesOf(call: CallContext): Iterable<Gate>;
  /** The gate of the phone number that a call sends with. */
  senderGate(call: CallContext): Gate | undefined;
  /** The gate of the phone number and the person that a call sends to. */
  pairGate(call: CallContext): Gate | undefined;
}

const pairRate = { burst: 45, interval: 6000 };
const second = 1000;
const hour = 60 * 60_000;

export function createLimits(options: Required<LimitOptions>): Limits {
  const { messagesPerSecond, pairs, callsPerHour, limiters, whenStoreFails } = options;
  if (typeof messagesPerSecond === "number") checkAtLeast("messagesPerSecond", messagesPerSecond, 1);
  if (typeof callsPerHour === "number") checkAtLeast("callsPerHour", callsPerHour, 1);

  function createGates(
    limiter: Limiter | undefined,
    rateFor: (key: string) => Rate,
    limitOf: (key: string) => Limit = (key) => createBucket(rateFor(key)),
  ): IdleMap<Gate> {
    const store = limiter && createStore(limiter);
    const create = (key: string) => {
      if (!store) return createGate(limitOf(key));
      const fallback = whenStoreFails === "open" ? limitOf(key) : undefined;
      return createGate(createSharedLimit(store, key, rateFor(key), fallback));
    };
    return createIdleMap(create, (gate) => gate.isIdle());
  }

  const callsOf = (id: string) => (callsPerHour === false ? Infinity : countOf("callsPerHour", callsPerHour, id));
  const pairGates = createGates(limiters.pair, () => pairRate);
  const senderGates = createGates(limiters.phoneNumber, (id) =>
    rateOf(countOf("messagesPerSecond", messagesPerSecond, id), second),
  );
  const accountGates = createGates(
    limiters.account,
    (id) => rateOf(callsOf(id), hour),
    (id) => createWindow(callsOf(id), hour),
  );
  const isAccountLimited = callsPerHour !== false || limiters.account !== undefined;

  function senderGate(call: CallContext): Gate | undefined {
    const sender = senderOf(call);
    return sender === undefined ? undefined : senderGates.get(sender);
  }

  function pairGate(call: CallContext): Gate | undefined {
    const sender = senderOf(call);
    const recipient = sender !== undefined && pairs ? recipientOf(call.body) : undefined;
    return recipient === undefined ? undefined : pairGates.get(`${sender}:${recipient}`);
  }

  return {
    *gatesOf(call) {
      const pair = pairGate(call);
      if (pair) yield pair;
      const sender = senderGate(call);
      if (sender) yield sender;
      const account = isAccountLimited ? accountOf(call) : undefined;
      if (account !== undefined) yield accountGates.get(account);
    },
    senderGate,
    pairGate,
  };
}

function countOf(name: string, value: number | ((id: string) => number), id: string): number {
  return checkAtLeast(name, typeof value === "function" ? value(id) : value, 1);
}

/** @throws {TypeError} when an option is too small or not a number */
export function checkAtLeast(name: string, value: number, least: number): number {
  if (!(typeof value === "number" && value >= least)) {
    throw new TypeError(`Cannot create a throttle: ${name} must be at least ${least}, not ${value}`);
  }
  return value;
}
