import { describe, expect, test, vi } from "vitest";
import { acquire } from "./acquire.ts";
import { createBucket } from "./bucket.ts";
import { createGate } from "./gate.ts";
import { createQueue } from "./queue.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

const fail = (wait: number) => new Error(`cannot wait ${wait}`);

/** One gate with two permits, and one place that is taken. */
function setUp() {
  const gate = createGate(createBucket({ burst: 2, interval: 1000 }));
  const places = createQueue(1);
  places.enter(undefined);
  const controller = new AbortController();
  const { signal } = controller;
  return { gate, places, controller, call: acquire([gate], places, { signal, maxPause: 5000, fail }) };
}

const tick = () => vi.advanceTimersByTimeAsync(0);

describe("acquire()", () => {
  test("gives a place back that came in the moment of the abort", async () => {
    const { gate, places, controller, call } = setUp();
    await tick();
    places.leave();
    controller.abort("over");
    await expect(call).rejects.toBe("over");
    expect([places.isEmpty(), gate.isIdle()]).toEqual([true, true]);
  });

  test("fails when a gate is paused for too long while the call waits for a place", async () => {
    const { gate, places, call } = setUp();
    await tick();
    gate.pause(6000);
    places.leave();
    await expect(call).rejects.toThrow("cannot wait 6000");
    expect(places.isEmpty()).toBe(true);
  });

  test("waits until a gate that was paused meanwhile opens, and leaves the place to others", async () => {
    const { gate, places, call } = setUp();
    const state = vi.fn();
    void call.then(state);
    await tick();
    gate.pause(3000);
    places.leave();
    await tick();
    expect(places.isEmpty()).toBe(true);
    await vi.advanceTimersByTimeAsync(2999);
    expect(state).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(state).toHaveBeenCalled();
    expect(places.isEmpty()).toBe(false);
  });

  test("takes one permit of each gate", async () => {
    const { gate, places, call } = setUp();
    places.leave();
    await call;
    expect(gate.wait()).toBe(0);
    gate.take();
    expect(gate.wait()).toBe(1000);
  });
});
