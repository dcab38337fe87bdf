import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTimers } from "./clock.ts";
import { World } from "./world.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** Timers whose action `note` notes what it is about, and when. */
function start(world = new World()) {
  const noted: [unknown, number][] = [];
  const timers = createTimers(world, Date.now, (name) =>
    name === "note" ? ({ what }) => noted.push([what, timers.now()]) : undefined,
  );
  return { world, timers, noted };
}

test("time goes on by itself, and what is due happens", () => {
  const { timers, noted } = start();
  timers.after(20, "note", { what: "late" });
  timers.after(10, "note", { what: "soon" });
  vi.advanceTimersByTime(15);
  expect(noted).toEqual([["soon", 10]]);
  vi.advanceTimersByTime(15);
  expect(noted).toEqual([
    ["soon", 10],
    ["late", 20],
  ]);
});

test("time that is moved lets each thing happen at its own time, also what follows from it", () => {
  const world = new World();
  const noted: number[] = [];
  const timers = createTimers(world, Date.now, () => () => {
    noted.push(timers.now());
    if (noted.length < 3) timers.after(1000, "again", {});
  });
  timers.after(1000, "again", {});
  timers.advance(3_600_000);
  expect(noted).toEqual([1000, 2000, 3000]);
  expect(timers.now()).toBe(3_600_000);
  vi.advanceTimersByTime(5);
  expect(timers.now()).toBe(3_600_005);
});

test("a clock that a test moves itself is looked at when something runs", () => {
  const world = new World();
  let time = 0;
  const noted: unknown[] = [];
  const timers = createTimers(
    world,
    () => time,
    () => (about) => noted.push(about),
  );
  timers.after(1000, "note", { what: "a" });
  time = 999;
  timers.run();
  expect(noted).toEqual([]);
  time = 1000;
  timers.run();
  expect(noted).toEqual([{ what: "a" }]);
});

test("what is to happen is part of the world", () => {
  const first = start();
  first.timers.after(10, "note", { what: "kept" });
  first.timers.after(10, "forgotten", {});
  const world = new World();
  world.restore(JSON.parse(JSON.stringify(first.world.snapshot())));
  first.timers.stop();
  const { timers, noted } = start(world);
  timers.advance(10);
  expect(noted).toEqual([["kept", 10]]);
  expect(first.noted).toEqual([]);
});

test("a time beyond the longest timer of the machine is waited for", () => {
  const { timers, noted } = start();
  const quarter = 90 * 86_400_000;
  timers.after(quarter, "note", { what: "far" });
  vi.advanceTimersByTime(quarter);
  expect(noted).toEqual([["far", quarter]]);
});

test.each([-1, Number.NaN, Infinity])("the clock cannot be moved by %s", (milliseconds) => {
  expect(() => start().timers.advance(milliseconds)).toThrow(TypeError);
});
