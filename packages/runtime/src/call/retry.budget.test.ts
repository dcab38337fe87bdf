import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { graphError, json, sending } from "../answers.test-support.ts";
import type { Fetch } from "./middleware.ts";
import { attemptOf } from "./requests.test-support.ts";
import { retry } from "./retry.ts";
import { passing } from "./retry.test-support.ts";
import { stopTime } from "../time.test-support.ts";

stopTime();

/** Advances the time until all these calls have settled. */
async function settle(sent: Promise<Response>[]): Promise<void> {
  await vi.runAllTimersAsync();
  await Promise.all(sent);
}

test("an outage stops retries after 100, however many calls fail", async () => {
  const send = vi.fn<Fetch>(async () => passing());
  const fetch = retry({ delay: 0 })(send);
  await settle(Array.from({ length: 500 }, () => fetch(attemptOf())));
  expect(send).toHaveBeenCalledTimes(600);
});

test("two successes refund one retry, never beyond the budget", async () => {
  let isUp = true;
  const send = vi.fn<Fetch>(async () => (isUp ? json({}) : passing()));
  const fetch = retry({ delay: 0, budget: 5 })(send);
  const sendCalls = async (count: number) => {
    send.mockClear();
    for (let sent = 0; sent < count; sent++) await settle([fetch(attemptOf())]);
    return send.mock.calls.length - count;
  };
  await sendCalls(100);
  isUp = false;
  expect(await sendCalls(10)).toBe(5);
  isUp = true;
  await sendCalls(9);
  isUp = false;
  expect(await sendCalls(10)).toBe(4);
});

test("a permanent error neither costs nor refunds anything", async () => {
  const answers = [passing(), graphError(400, { code: 100 }), passing()];
  const { send } = sending(...answers);
  const fetch = retry({ delay: 0, budget: 1 })(send);
  await settle([fetch(attemptOf())]);
  const last = fetch(attemptOf());
  await settle([last]);
  expect((await last).status).toBe(500);
});

test("a success that has an error of its own gives back as any other", async () => {
  const { send, requests } = sending(passing(), json({ error: "none" }), json({ error: "none" }), passing(), json({}));
  const fetch = retry({ delay: 0, budget: 1 })(send);
  for (let calls = 0; calls < 3; calls++) await settle([fetch(attemptOf())]);
  expect(requests).toHaveLength(5);
});

test("a budget of 0 means no retry", async () => {
  const send = vi.fn<Fetch>(async () => passing());
  await settle([retry({ budget: 0 })(send)(attemptOf())]);
  expect(send).toHaveBeenCalledTimes(1);
});

test("the budget is one for everything that a retry() wraps", async () => {
  const send = vi.fn<Fetch>(async () => passing());
  const middleware = retry({ delay: 0, budget: 3 });
  await settle([middleware(send)(attemptOf()), middleware(send)(attemptOf())]);
  expect(send).toHaveBeenCalledTimes(5);
});

test("retries never exceed the budget and half of the successes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 60 }),
      fc.integer({ min: 0, max: 8 }),
      async (isUp, budget) => {
        let sent = 0;
        let successes = 0;
        const fetch = retry({ delay: 0, budget })(async () => {
          const isSuccess = isUp[sent++] ?? false;
          if (isSuccess) successes++;
          return isSuccess ? json({}) : passing();
        });
        for (let calls = 1; sent < isUp.length; calls++) {
          await settle([fetch(attemptOf())]);
          expect(sent - calls).toBeLessThanOrEqual(budget + successes / 2);
        }
      },
    ),
  );
});
