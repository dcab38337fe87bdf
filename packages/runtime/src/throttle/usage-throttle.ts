import { createGate, type Gate } from "./gate.ts";
import { createIdleMap } from "./idle-map.ts";
import { allowanceOf, createKnownUsage } from "./usage-memory.ts";
import { createPace, gapFor, type Pace } from "./spacing.ts";
import type { CallContext } from "../call/request.ts";
import type { AppUsage, Usage } from "../usage.ts";

const shortestPause = 60_000; // ms; also if the platform names no time
const longestPause = 24 * 60 * 60_000;

/** Slows calls down according to the usage that the platform reports. */
export interface UsagePace {
  /** Adapts to the usage reported by the response to a call. Returns whether it changed. */
  follow(call: CallContext, usage: Usage): boolean;
  /** Pauses all calls, for at least a minute. */
  pauseApp(milliseconds: number): void;
  /** Pauses the calls that share an allowance with this one, for at least a minute. */
  pauseAccount(call: CallContext, milliseconds: number): void;
  gatesOf(call: CallContext): Iterable<Gate>;
  latest(): Usage;
}

interface Paced {
  gate: Gate;
  pace: Pace;
}

export function createUsagePace(): UsagePace {
  const known = createKnownUsage();
  const app = createPaced();
  const paced = createIdleMap<Paced>(createPaced, ({ gate }) => gate.isIdle());

  return {
    follow(call, usage) {
      if (usage.app) adapt(app, usage.app, 0);
      for (const [owner, entries] of Object.entries(usage.businesses)) {
        for (const { type, regainMinutes, ...counts } of entries) {
          const name = allowanceOf(owner, type);
          const item = percentageOf(counts) >= 80 || regainMinutes > 0 ? paced.get(name) : paced.find(name);
          if (item) adapt(item, counts, regainMinutes);
        }
      }
      return known.learn(call, usage);
    },
    pauseApp: (milliseconds) => pause(app, milliseconds),
    pauseAccount(call, milliseconds) {
      for (const name of known.allowancesOf(call)) pause(paced.get(name), milliseconds);
    },
    *gatesOf(call) {
      // fast path: nothing is throttled
      for (const name of paced.size > 0 ? known.allowancesOf(call) : []) {
        const item = paced.find(name);
        if (item) yield item.gate;
      }
      yield app.gate;
    },
    latest: known.latest,
  };
}

function createPaced(): Paced {
  const pace = createPace();
  return { pace, gate: createGate(pace) };
}

function adapt(item: Paced, usage: AppUsage, regainMinutes: number): void {
  const percentage = percentageOf(usage);
  item.pace.slowTo(gapFor(percentage));
  if (regainMinutes > 0 || percentage >= 100) pause(item, regainMinutes * 60_000);
}

function pause({ gate }: Paced, milliseconds: number): void {
  gate.pause(Math.min(Math.max(milliseconds, shortestPause), longestPause));
}

function percentageOf({ callCount, totalCpuTime, totalTime }: AppUsage): number {
  return Math.max(callCount, totalCpuTime, totalTime);
}
