import { expect, test } from "vitest";
import { json, sending } from "../answers.test-support.ts";
import { compose, type FetchMiddleware } from "./middleware.ts";
import { attemptOf } from "./requests.test-support.ts";

test("compose() runs the first middleware outermost", async () => {
  const order: string[] = [];
  const note =
    (name: string): FetchMiddleware =>
    (next) =>
    async (request) => {
      order.push(`${name} in`);
      const response = await next(request);
      order.push(`${name} out`);
      return response;
    };
  const { send } = sending(json({}));
  await compose(send, note("outer"), note("inner"))(attemptOf());
  expect(order).toEqual(["outer in", "inner in", "inner out", "outer out"]);
});

test("compose() without middleware returns the given fetch", () => {
  const { send } = sending();
  expect(compose(send)).toBe(send);
});
