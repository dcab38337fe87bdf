import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { calls, follow, nodesOf } from "./store.ts";

/** A stream that the test speaks into. */
let tell: (event: object) => void;
/** Requests that wait for their answer. */
let asked: { path: string; answer: (data: unknown[]) => void }[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  const source = Object.assign(new EventTarget(), { close: () => undefined });
  tell = (event) => source.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(event) }));
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("EventSource", function EventSource() {
    return source;
  });
  vi.stubGlobal(
    "fetch",
    (path: string) =>
      new Promise((resolve) => asked.push({ path, answer: (data) => resolve(new Response(JSON.stringify({ data }))) })),
  );
  stop = follow();
  source.dispatchEvent(new Event("open"));
  vi.advanceTimersByTime(100);
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const customer = (id: string, name: string) => ({ kind: "customer", id, data: { name } });
const call = (id: string, path: string) => ({ id, method: "GET", path, query: {}, status: 200 });
const names = () => [...nodesOf("customer").values()].map(({ data }) => data["name"]);

async function answer(name: string, data: unknown[]): Promise<void> {
  for (const one of asked) if (one.path.endsWith(name)) one.answer(data);
  await vi.advanceTimersByTimeAsync(100);
}

async function answerRest(): Promise<void> {
  for (const one of asked) one.answer([]);
  await vi.advanceTimersByTimeAsync(100);
}

test("what happens while everything is loaded outlives answers that are older", async () => {
  await answer("/world", [customer("1", "Ada"), customer("2", "Mira")]);
  tell({ type: "put", node: customer("1", "Ada L.") });
  tell({ type: "put", node: customer("3", "Grace") });
  tell({ type: "remove", kind: "customer", id: "2" });
  await answerRest();
  expect(names()).toEqual(["Ada L.", "Grace"]);
});

test("a call that was told and listed is there once, and one that was made twice is there twice", async () => {
  await answer("/calls", [call("1", "/v25.0/1")]);
  tell({ type: "call", call: call("1", "/v25.0/1") });
  tell({ type: "call", call: call("2", "/v25.0/2") });
  await vi.advanceTimersByTimeAsync(100);
  await answerRest();
  expect(calls.value.map(({ path }) => path)).toEqual(["/v25.0/1", "/v25.0/2"]);
  tell({ type: "call", call: call("3", "/v25.0/2") });
  await vi.advanceTimersByTimeAsync(100);
  expect(calls.value).toHaveLength(3);
});

test("of two loads the later one counts, and nothing from before a restart", async () => {
  const before = asked;
  asked = [];
  tell({ type: "put", node: customer("9", "Gone") });
  tell({ type: "restart" });
  tell({ type: "put", node: customer("3", "Grace") });
  await vi.advanceTimersByTimeAsync(100);
  await answer("/world", [customer("1", "Ada")]);
  await answerRest();
  for (const one of before) one.answer([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(names()).toEqual(["Ada", "Grace"]);
});
