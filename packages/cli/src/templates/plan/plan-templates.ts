import type { PlatformClient } from "../../session.ts";
import { type AccountTemplate, readAccount } from "../account.ts";
import type { Desired } from "../desired/desired.ts";
import type { History } from "../history.ts";
import { decideNew, decideOld, decideStray, type Known } from "./decide.ts";
import { limitsOf } from "./limits.ts";
import { settle } from "./settle.ts";
import type { Plan, Step } from "./step.ts";

export interface PlanOptions {
  /** Accounts that all get the same templates. */
  readonly accounts: readonly string[];
  readonly desired: readonly Desired[];
  readonly history: History;
  /** Delete what is in no file. @default false */
  readonly prune?: boolean;
  /** Names to delete, in all languages that no file has. @default [] */
  readonly remove?: readonly string[];
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

/**
 * Compares templates with accounts, and says what `applyTemplates` would do. It changes nothing.
 *
 * @throws {GraphError} when the platform rejects a call
 */
export async function planTemplates(client: PlatformClient, options: PlanOptions): Promise<Plan> {
  const plans: Plan[] = [];
  for (const account of new Set(options.accounts)) {
    const actual = await readAccount(client, account, options.signal);
    plans.push(planAccount(account, actual, options));
  }
  return { steps: plans.flatMap(({ steps }) => steps), settled: plans.flatMap(({ settled }) => settled) };
}

/** What becomes of the templates of one account. */
export function planAccount(account: string, actual: readonly AccountTemplate[], options: PlanOptions): Plan {
  const { desired, history, prune = false, remove = [], now: clock = Date.now } = options;
  const now = clock();
  const own = history.entries.filter((entry) => entry.account === account);
  const settled = settle(own, desired, actual);
  const entries = [...own, ...settled];
  const known: Known = { account, now, entries, limits: limitsOf(entries, now) };
  const unwanted = new Set(remove);
  let { left } = known.limits.creates(account);
  const managed = desired.map((one): Step => {
    const there = actual.find((template) => isOf(template, one));
    if (there) return decideOld(one, there, known);
    const step = decideNew(one, known, left > 0);
    if (step.action === "create") left--;
    return step;
  });
  const strays = actual.filter((template) => !desired.some((one) => isOf(template, one)));
  const others = strays.map((one) => decideStray(one, known, prune || unwanted.has(one.name ?? "")));
  return { steps: [...managed, ...others], settled };
}

function isOf({ name, language }: AccountTemplate, { template }: Desired): boolean {
  return name === template.name && language === template.language;
}
