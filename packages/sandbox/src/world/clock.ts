import type { Data, World, WorldNode } from "./world.ts";

/** The time of the sandbox, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /**
   * Moves the time forward. What becomes due on the way, such as the review of a template, happens at its own time.
   *
   * @throws TypeError if that is not 0 milliseconds or more
   */
  advance(milliseconds: number): void;
}

/** Things that happen later. They are part of the world, so that they are kept with it. */
export interface Timers extends Clock {
  /** Runs the action of this name in so many milliseconds, with what it is about. */
  after(milliseconds: number, action: string, about: Data): void;
  /** Runs what is due. */
  run(): void;
  /** Ends the waiting; what is not due yet stays in the world. */
  stop(): void;
}

export type TimerAction = (about: Data) => void;

const kind = "timer";
const clockKind = "clock"; // one node, with how far the time was moved
const longestWait = 2 ** 31 - 1; // of setTimeout

/** `now` is the time that goes on by itself, `actionFor` finds what a timer runs. */
export function createTimers(
  world: World,
  now: () => number,
  actionFor: (name: string) => TimerAction | undefined,
): Timers {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const ahead = () => Number(world.find(clockKind, clockKind)?.data["ahead"] ?? 0);
  const time = () => now() + ahead();

  function move(milliseconds: number): void {
    if (milliseconds > 0) world.put(clockKind, undefined, { ahead: ahead() + milliseconds }, clockKind);
  }

  function first(): WorldNode | undefined {
    let soonest: WorldNode | undefined;
    for (const node of world.each(kind)) if (!soonest || dueAt(node) < dueAt(soonest)) soonest = node;
    return soonest;
  }

  function run(): void {
    for (let timer = first(); timer && dueAt(timer) <= time(); timer = first()) {
      const { action, about } = timer.data;
      world.remove(timer);
      actionFor(String(action))?.(about as Data);
    }
    wait();
  }

  function wait(): void {
    clearTimeout(waiting);
    const next = first();
    if (next) waiting = setTimeout(run, Math.min(Math.max(dueAt(next) - time(), 1), longestWait)).unref();
  }

  return {
    now: time,
    after(milliseconds, action, about) {
      world.put(kind, undefined, { at: time() + milliseconds, action, about });
      wait();
    },
    run,
    stop: () => clearTimeout(waiting),
    advance(milliseconds) {
      if (!(milliseconds >= 0 && milliseconds < Infinity))
        throw new TypeError(`Cannot move the clock by ${milliseconds}: give 0 milliseconds or more`);
      const target = time() + milliseconds;
      for (let next = first(); next && dueAt(next) <= target; next = first()) {
        move(dueAt(next) - time());
        run();
      }
      move(target - time());
      wait();
    },
  };
}

function dueAt({ data }: WorldNode): number {
  return Number(data["at"]);
}
