import * as fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createClient } from "../client.ts";
import { type LogEntry, type LogTarget, logTo } from "./logger.ts";
import { observe } from "./observe.ts";
import type { ObservedAttempt, ObservedResponse } from "./observed.ts";
import type { TestPaths } from "../paths.test-support.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const attempt: ObservedAttempt = {
  operation: "POST /{phone_number_id}/messages",
  method: "POST",
  path: "/{phone_number_id}/messages",
  ids: { phone_number_id: "108110225544001" },
  attempt: 1,
};
const refused: ObservedResponse = {
  ...attempt,
  outcome: "answer",
  ok: false,
  status: 400,
  duration: 211.7,
  code: 131056,
  fbtraceId: "Atrace",
};

/** A target that keeps what is written to it. */
function recorder() {
  const lines: [level: string, ...values: (string | LogEntry)[]][] = [];
  const write =
    (level: string) =>
    (...values: (string | LogEntry)[]) =>
      void lines.push([level, ...values]);
  const target: LogTarget = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  return { target, lines };
}

describe("logTo() writes", () => {
  const lossOf = (outcome: "connection" | "timeout" | "abort" | "failure", reason: string): ObservedResponse => ({
    ...attempt,
    outcome,
    reason,
    duration: 9.4,
  });
  test.each([
    ["error", lossOf("connection", "ECONNRESET"), "connection, ECONNRESET, 9 ms"],
    ["error", lossOf("timeout", "timeout"), "timeout, 9 ms"],
    ["error", lossOf("failure", "TypeError"), "failure, TypeError, 9 ms"],
    ["warn", refused, "status 400, code 131056, 212 ms"],
    ["warn", { ...attempt, outcome: "answer", ok: false, status: 502, duration: 3 } as const, "status 502, 3 ms"],
    ["info", lossOf("abort", "AbortError"), "abort, AbortError, 9 ms"],
    ["debug", { ...attempt, outcome: "answer", ok: true, status: 200, duration: 3 } as const, "status 200, 3 ms"],
  ])("as %s: %j", (level, event, text) => {
    const { target, lines } = recorder();
    logTo(target).onResponse(event);
    expect(lines).toEqual([[level, expect.any(Object), `POST /{phone_number_id}/messages: ${text}`]]);
  });

  test("retries as warn", () => {
    const { target, lines } = recorder();
    logTo(target).onRetry({ ...attempt, wait: 1499.6, reason: "code 4" });
    const ids = { phone_number_id: "***4001" };
    const entry = { operation: attempt.operation, attempt: 1, wait: 1500, reason: "code 4", ids };
    expect(lines).toEqual([["warn", entry, `${attempt.operation}: attempt 2 follows in 1500 ms, code 4`]]);
  });

  test("an entry with the codes of an error", () => {
    const { target, lines } = recorder();
    logTo(target).onResponse(refused);
    expect(lines[0]?.[1]).toEqual({
      operation: attempt.operation,
      attempt: 1,
      outcome: "answer",
      status: 400,
      code: 131056,
      duration: 212,
      fbtraceId: "Atrace",
      ids: { phone_number_id: "***4001" },
    });
  });

  test("the message first to the console, and on request to other targets", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    logTo(console).onResponse(refused);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("status 400"), expect.objectContaining({ status: 400 }));
    const { target, lines } = recorder();
    logTo(target, { first: "message" }).onResponse(refused);
    expect(lines).toEqual([["warn", expect.any(String), expect.any(Object)]]);
  });

  test("to a target that needs its this", () => {
    class Target implements LogTarget {
      entries: unknown[] = [];
      debug = () => {};
      info = () => {};
      error = () => {};
      warn(entry: string | LogEntry): void {
        this.entries.push(entry);
      }
    }
    const target = new Target();
    logTo(target).onResponse(refused);
    expect(target.entries).toHaveLength(1);
  });
});

describe("logTo() writes ids", () => {
  const idsOf = (ids: "masked" | "full" | "none" | undefined, id: string) => {
    const { target, lines } = recorder();
    logTo(target, ids && { ids }).onResponse({ ...refused, ids: { phone_number_id: id } });
    const [[, entry] = []] = lines;
    return typeof entry === "object" ? entry.ids : undefined;
  };

  test.each([
    ["the last four characters", undefined, "108110225544001", { phone_number_id: "***4001" }],
    ["nothing of a short one", "masked", "12345678901", { phone_number_id: "***" }],
    ["all of them", "full", "108110225544001", { phone_number_id: "108110225544001" }],
    ["no id at all", "none", "108110225544001", undefined],
  ] as const)("as told: %s", (_, ids, id, written) => {
    expect(idsOf(ids, id)).toEqual(written);
  });
});

test("no entry and no message holds what an event has beyond the known keys, nor a whole id", () => {
  const shapes = [/^EAA[A-Za-z0-9]{30,90}$/, /^[0-9a-f]{64}$/, /^\d{6,15}$/];
  const secret = fc.oneof(...shapes.map((shape) => fc.stringMatching(shape)));
  const outcome = fc.constantFrom("answer", "connection", "timeout", "abort", "failure");
  fc.assert(
    fc.property(secret, outcome, fc.string(), (hidden, what, key) => {
      fc.pre(!["operation", "outcome", "reason", "fbtraceId", "requestId"].includes(key));
      const { target, lines } = recorder();
      const extra = {
        [key]: hidden,
        url: hidden,
        headers: { cookie: hidden },
        body: hidden,
        error: { message: hidden },
      };
      const told = { ...attempt, ids: { id: hidden }, outcome: what, ok: false, status: 400, reason: "x", duration: 1 };
      const event = { ...extra, ...told, wait: 1 };
      const hooks = logTo(target);
      hooks.onResponse(event as unknown as ObservedResponse);
      hooks.onRetry(event);
      expect(lines).toHaveLength(2);
      expect(JSON.stringify(lines)).not.toContain(hidden);
    }),
  );
});

test("no line about a call holds its token, query, id or body, whatever comes back", async () => {
  const secret = fc.stringMatching(/^EAA[A-Za-z0-9]{42,90}$/);
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom(200, 400, 503, 0), async (hidden, status) => {
      const { target, lines } = recorder();
      const error = { code: 190, message: hidden, type: hidden, fbtrace_id: hidden, error_data: { details: hidden } };
      const headers = { "x-fb-request-id": hidden, "x-fb-debug": hidden, "WWW-Authenticate": hidden };
      const client = createClient<{ "v25.0": TestPaths }>({
        auth: hidden,
        middleware: [observe(logTo(target))],
        retry: { attempts: 2, delay: 0 },
        async fetch(url, init) {
          if (status === 0) throw new TypeError(`cannot send ${url} ${JSON.stringify(init.headers)} ${hidden}`);
          return Response.json({ error }, { status, headers });
        },
      });
      const params = { path: { shelf_id: hidden }, query: { after: hidden } };
      await client.GET("/{shelf_id}/books", { params }).catch(() => undefined);
      await client
        .POST("/{shelf_id}/books", { params: { path: params.path }, body: { title: hidden } })
        .catch(() => undefined);
      expect(lines.length).toBeGreaterThanOrEqual(2);
      expect(JSON.stringify(lines)).not.toContain(hidden);
    }),
    { numRuns: 40 },
  );
});

test("a logger such as pino, whose methods are overloaded, is a target", () => {
  interface LogFunction {
    <Entry extends object>(entry: Entry, message?: string, ...values: unknown[]): void;
    (message: string, ...values: unknown[]): void;
  }
  const nothing: LogFunction = () => {};
  const pinoLike = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  expect(Object.keys(logTo(pinoLike))).toEqual(["onResponse", "onRetry"]);
});
