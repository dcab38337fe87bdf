import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createQueue } from "./queue.ts";

describe("createQueue()", () => {
  test("rejects who is aborted at once, with the reason of the signal", async () => {
    const queue = createQueue(1);
    queue.enter(undefined);
    const controller = new AbortController();
    const place = queue.enter(controller.signal);
    controller.abort(new Error("changed my mind"));
    await expect(place).rejects.toThrow("changed my mind");
    queue.leave();
    expect(queue.isEmpty()).toBe(true);
  });

  test("lets in as many as there are places, then one for each that leaves, first come first", async () => {
    const queue = createQueue(2);
    const order: number[] = [];
    expect([queue.enter(undefined), queue.enter(undefined)]).toEqual([undefined, undefined]);
    for (const number of [1, 2, 3]) void queue.enter(undefined)?.then(() => order.push(number));
    queue.leave();
    queue.leave();
    await Promise.resolve();
    expect(order).toEqual([1, 2]);
  });

  test("loses nobody and no place, whoever is aborted when", async () => {
    const step = fc.oneof(fc.constant("enter"), fc.constant("leave"), fc.nat({ max: 30 }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), async (places, steps) => {
        const queue = createQueue(places);
        const callers: { controller: AbortController; state: "waiting" | "in" | "gone" }[] = [];
        for (const what of steps) {
          if (what === "enter") {
            const controller = new AbortController();
            const caller: (typeof callers)[number] = { controller, state: "waiting" };
            callers.push(caller);
            const place = queue.enter(controller.signal);
            if (place)
              place.then(
                () => (caller.state = "in"),
                () => (caller.state = "gone"),
              );
            else caller.state = "in";
          } else if (what === "leave") {
            const inside = callers.find(({ state }) => state === "in");
            if (inside) {
              inside.state = "gone";
              queue.leave();
            }
          } else callers[what]?.controller.abort();
          await Promise.resolve();
          const states = callers.map(({ state }) => state).filter((state) => state !== "gone");
          const inside = states.filter((state) => state === "in").length;
          expect(inside).toBe(Math.min(places, states.length));
          expect(states.indexOf("waiting") === -1 || states.lastIndexOf("in") < states.indexOf("waiting")).toBe(true);
        }
      }),
    );
  });
});
