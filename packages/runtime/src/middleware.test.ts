import { expect, test } from "vitest";
import { answering, json } from "./answers.test-support.ts";
import { compose, type FetchMiddleware } from "./middleware.ts";

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
  const { fetch } = answering(json({}));
  await compose(fetch, note("outer"), note("inner"))(new Request("https://graph.example/"));
  expect(order).toEqual(["outer in", "inner in", "inner out", "outer out"]);
});
