import { senderOf } from "./limit-keys.ts";
import type { CallContext } from "../call/request.ts";
import type { AppUsage, BusinessUsage, Usage } from "../usage.ts";

const most = 10_000; // ids kept

/** Latest reported usage of each id, and which calls it applies to. */
export interface KnownUsage {
  /** Records the usage reported by the response to a call. Returns whether it changed. */
  learn(call: CallContext, usage: Usage): boolean;
  /**
   * Names of the allowances that a call counts towards, always in the same order: one for each id in its path, and
   * those that earlier headers reported for that id. Sends and other calls are separate.
   */
  allowancesOf(call: CallContext): string[];
  latest(): Usage;
}

export function createKnownUsage(): KnownUsage {
  let app: AppUsage | undefined;
  const businesses = new Map<string, readonly BusinessUsage[]>();
  const allowances = new Map<string, Set<string>>();
  let last: { usage: Usage; ids: string; kind: string | undefined } | undefined; // most responses repeat the previous one

  return {
    learn(call, usage) {
      const ids = Object.values(call.ids).join();
      if (last?.usage === usage && last.ids === ids && last.kind === senderOf(call)) return false;
      last = { usage, ids, kind: senderOf(call) };
      let isNew = false;
      if (usage.app) {
        isNew = !isSame(app, usage.app);
        app = usage.app;
      }
      for (const [owner, entries] of Object.entries(usage.businesses)) {
        isNew = !isSame(businesses.get(owner), entries) || isNew;
        remember(businesses, owner, entries);
        for (const id of new Set([owner, ...Object.values(call.ids)])) {
          const known = allowances.get(ownAllowance(call, id)) ?? new Set();
          for (const { type } of entries) known.add(allowanceOf(owner, type));
          remember(allowances, ownAllowance(call, id), known);
        }
      }
      return isNew;
    },
    allowancesOf(call) {
      const names = Object.values(call.ids)
        .map((id) => ownAllowance(call, id))
        .flatMap((name) => [name, ...(allowances.get(name) ?? [])]);
      return [...new Set(names)].toSorted();
    },
    latest: () => ({
      ...(app && { app }),
      businesses: Object.assign(Object.create(null), Object.fromEntries(businesses)),
    }),
  };
}

/** Name of one allowance of a business or an account. */
export function allowanceOf(owner: string, type: string): string {
  return `${owner} ${type}`;
}

function ownAllowance(call: CallContext, id: string): string {
  return `${senderOf(call) === undefined ? "calls" : "sends"} of ${id}`;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function remember<Value>(items: Map<string, Value>, key: string, value: Value): void {
  items.delete(key);
  items.set(key, value);
  const [oldest] = items.keys();
  if (items.size > most && oldest !== undefined) items.delete(oldest);
}
