import { describe, expectTypeOf, test } from "vitest";
import type { WebhookHandler, WorkContext } from "./handler.ts";

interface NextRequest extends Request {
  nextUrl: URL;
}
interface RouteContext {
  params: Promise<Record<string, string>>;
}

// what `next build` checks: up to 15.4 in .next/types/app/webhook/route.ts
type First<Route> = Route extends (...args: [infer Type, never]) => unknown
  ? unknown extends Type
    ? RouteContext
    : Type
  : never;
type Second<Route> = Route extends (...args: [never, infer Type]) => unknown
  ? unknown extends Type
    ? RouteContext
    : Type
  : never;
// since 15.5, and in 16, in .next/types/validator.ts
type RouteHandler = (request: NextRequest, context: RouteContext) => Promise<Response | void> | Response | void;

describe("a webhook handler", () => {
  test("is a route handler of Next.js", () => {
    expectTypeOf<WebhookHandler>().toExtend<RouteHandler>();
    expectTypeOf<NextRequest | Request>().toExtend<First<WebhookHandler>>();
    expectTypeOf<Second<WebhookHandler>>().toExtend<RouteContext>();
  });

  test("may be given a host's waitUntil alone, or nothing", () => {
    expectTypeOf<WebhookHandler>().toBeCallableWith(new Request("https://lantern.example"));
    const handler = {} as WebhookHandler;
    const after = (task: Promise<unknown> | (() => unknown)): void => void task;
    expectTypeOf(handler(new Request("https://lantern.example"), { waitUntil: after })).toEqualTypeOf<
      Promise<Response>
    >();
    expectTypeOf<{
      waitUntil: (work: Promise<unknown>) => void;
      passThroughOnException: () => void;
    }>().toExtend<WorkContext>();
  });
});
