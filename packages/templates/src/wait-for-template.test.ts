import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTemplatesClient, waitForTemplate } from "./index.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const template_id = "1689556908129832";

/** A client that reads these states of a template one after the other, the last one again and again. */
function connect(...states: (string | object)[]) {
  const read: string[] = [];
  const client = createTemplatesClient({
    auth: "EAAB",
    retry: false,
    fetch: async (input) => {
      read.push(String(input));
      const state = states.length > 1 ? states.shift() : states[0];
      if (typeof state === "object") return Response.json(state, { status: 400 });
      return Response.json({ id: template_id, status: state, rejected_reason: "NONE" });
    },
  });
  return { client, read };
}

test.each(["APPROVED", "REJECTED", "PAUSED", "SOMETHING_NEW"])(
  "waitForTemplate() returns a template that is %s",
  async (state) => {
    const { client, read } = connect("PENDING", "IN_APPEAL", state);
    const waiting = waitForTemplate(client, { template_id });
    await vi.advanceTimersByTimeAsync(9999);
    expect(read).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toEqual({ id: template_id, status: state, rejected_reason: "NONE" });
    expect(new URL(read[0] ?? "").search).toBe("?fields=name%2Clanguage%2Ccategory%2Cstatus%2Crejected_reason");
  },
);

test("waitForTemplate() looks at once, and then after each interval", async () => {
  const { client, read } = connect("PENDING", "APPROVED");
  const waiting = waitForTemplate(client, { template_id }, { interval: 50 });
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(50);
  expect((await waiting).status).toBe("APPROVED");
});

test("waitForTemplate() gives up when its time is over", async () => {
  vi.useRealTimers(); // AbortSignal.timeout() knows no other
  const { client, read } = connect("PENDING");
  const waiting = waitForTemplate(client, { template_id }, { timeout: 30, interval: 5 });
  await expect(waiting).rejects.toThrow(expect.objectContaining({ name: "TimeoutError" }));
  const count = read.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(read).toHaveLength(count);
});

test("waitForTemplate() ends with the reason of the signal", async () => {
  const { client } = connect("PENDING");
  const controller = new AbortController();
  const waiting = waitForTemplate(client, { template_id }, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("no longer needed")), 100);
  await Promise.all([expect(waiting).rejects.toThrow("no longer needed"), vi.advanceTimersByTimeAsync(100)]);
  expect(vi.getTimerCount()).toBe(0);
});

test("waitForTemplate() throws what the platform answers", async () => {
  const { client } = connect("PENDING", {
    error: { message: "Unsupported get request", code: 100, error_subcode: 33 },
  });
  const waiting = waitForTemplate(client, { template_id }, { interval: 1 });
  await Promise.all([expect(waiting).rejects.toThrow("Unsupported get request"), vi.advanceTimersByTimeAsync(10)]);
});
