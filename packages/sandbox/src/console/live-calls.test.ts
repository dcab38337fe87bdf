import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../sandbox.test-support.ts";
import type { LiveEvent } from "./feed.ts";

/** The events that a page gets from now on, as far as `isWanted` wants them. */
async function follow(url: string, isWanted: (event: LiveEvent) => boolean) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const { body } = await fetch(`${url}/_sandbox/live`, { signal: abort.signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const events: LiveEvent[] = [];
  let text = (await reader?.read())?.value ?? ""; // the greeting: it listens
  return async (count: number) => {
    while (events.length < count) {
      text += (await reader?.read())?.value ?? "";
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      const data = blocks.flatMap((block) => (block.startsWith("data: ") ? [block.slice("data: ".length)] : []));
      events.push(...data.map((line): LiveEvent => JSON.parse(line)).filter(isWanted));
    }
    return events;
  };
}

test("a page hears of each call once, when its response is known, and of a lost one with status 0", async () => {
  const { sandbox, call } = await startSandbox();
  const read = await follow(sandbox.url, ({ type }) => type === "call");
  sandbox.inject({ kind: "drop" });
  await expect(call("GET", "/108110225544001")).rejects.toThrow("fetch failed");
  await call("GET", "/108110225544001");
  await call("GET", "/1234");
  const events = await read(3);
  expect(events).toMatchObject([
    { call: { id: "1", status: 0, fault: "drop", duration: expect.any(Number) } },
    { call: { id: "2", status: 200, response: { id: "108110225544001" }, duration: expect.any(Number) } },
    { call: { id: "3", status: 400, duration: expect.any(Number) } },
  ]);
  expect(events.map((event) => "call" in event && event.call)).toEqual(JSON.parse(JSON.stringify(sandbox.calls)));
});

test("a page hears of faults that are injected, used up and removed", async () => {
  const { sandbox, call } = await startSandbox();
  const read = await follow(sandbox.url, ({ type }) => type === "fault");
  sandbox.inject({ kind: "transient", operation: "getPhoneNumber", times: 2 });
  await call("GET", "/108110225544001");
  await call("GET", "/108110225544001");
  sandbox.inject({ kind: "gone" });
  sandbox.reset();
  const told = (await read(5)).map((event) => "fault" in event && [event.fault.id, event.fault.left]);
  expect(told).toEqual([
    ["1", 2],
    ["1", 1],
    ["1", 0],
    ["2", 1],
    ["2", 0],
  ]);
});
