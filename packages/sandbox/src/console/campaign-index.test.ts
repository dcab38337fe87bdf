import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RecordedCall } from "../server/recorded-call.ts";
import { World } from "../world/world.ts";
import { createCampaignIndex } from "./campaign-index.ts";
import { summaryOf } from "./campaign-summary.ts";
import { createFeed, type LiveEvent } from "./feed.ts";
import { readProgress } from "./told-progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const now = () => 5_000_000;

function start(world = new World()) {
  const feed = createFeed(world, now);
  const told: LiveEvent[] = [];
  feed.listen((event) => void (event.type === "campaign" && told.push(event)));
  const index = createCampaignIndex(world, feed, now);
  let sent = 0;
  const send = (place: string, data: object = {}, id = `wamid.${++sent}`) =>
    world.put(
      "message",
      "108110225544001",
      {
        id,
        to: "15550123456",
        time: 1000 + sent,
        status: "delivered",
        message: { type: "text", biz_opaque_callback_data: `openwaba:${place}` },
        ...data,
      },
      id,
    );
  const summary = (id: string) => {
    const campaign = index.find(id);
    return campaign && summaryOf(campaign);
  };
  return { world, index, told, send, summary };
}

const failed = (code: number) => ({ status: "failed", error: { code, title: `title ${code}`, details: "" } });

const call = (id: string, place: string, changes: Partial<RecordedCall> = {}): RecordedCall => ({
  id,
  time: 1_000_000,
  method: "POST",
  path: "/v25.0/108110225544001/messages",
  version: "v25.0",
  operation: "sendMessage",
  query: {},
  status: 429,
  body: { to: "+1 555 012", biz_opaque_callback_data: `openwaba:${place}` },
  response: { error: { code: 131056, message: "(#131056) Pair rate limit hit" } },
  ...changes,
});

test("counts the last message of each recipient, as it changes", () => {
  const { world, send, summary } = start();
  const first = send("sale:0:0");
  send("sale:0:1", failed(131026));
  send("sale:0:2", failed(131026));
  send("other:0:0");
  expect(summary("sale")).toMatchObject({
    recipients: 3,
    counts: { accepted: 0, sent: 0, delivered: 1, read: 0, failed: 2, refused: 0 },
    errors: [{ code: 131026, title: "title 131026", failed: 2, refused: 0 }],
    firstTime: 1001,
    lastTime: 1003,
    repeated: 0,
  });
  world.change(first, { status: "read" });
  send("sale:0:1"); // again
  expect(summary("sale")).toMatchObject({
    recipients: 3,
    counts: { delivered: 1, read: 1, failed: 1 },
    errors: [{ failed: 1 }],
    repeated: 1,
  });
  expect(summary("nobody")).toBeUndefined();
});

test("counts refused calls, and a recipient as refused until a message is taken", () => {
  const { index, send, summary } = start();
  index.takeCall(call("1", "sale:0:0"));
  index.takeCall(call("2", "sale:0:0"));
  index.takeCall(call("3", "sale:0:1", { status: 0 })); // lost
  index.takeCall(call("4", "sale:0:1", { operation: "getPhoneNumber" }));
  index.takeCall(call("5", "no campaign"));
  const refused = { code: 131056, title: "Pair rate limit hit", failed: 0, refused: 2 };
  expect(summary("sale")).toMatchObject({ recipients: 1, counts: { refused: 1 }, refusals: 2, errors: [refused] });
  send("sale:0:0");
  expect(summary("sale")).toMatchObject({ counts: { refused: 0, delivered: 1 }, refusals: 2, errors: [refused] });
});

test("knows the call of a message, and the refused ones of a snapshot", () => {
  const { index, send } = start();
  const { id } = send("sale:0:0");
  index.takeCall(call("7", "sale:0:0", { status: 200, response: { messages: [{ id }] } }));
  index.takeCall(call("8", "sale:0:1", { status: 200, response: { messages: "none" } }));
  expect(index.callOf(id)).toBe("7");
});

test("forgets messages when the world does, and campaigns of which nothing is left", () => {
  const { world, send, summary } = start(new World({ message: 3 }));
  send("old:0:0");
  for (let index = 0; index < 3; index++) send(`sale:0:${index}`);
  expect(summary("old")).toBeUndefined();
  world.put("message", "1", { id: "x", message: { type: "text" } }, "x"); // of no campaign
  expect(summary("sale")).toMatchObject({ recipients: 2, counts: { delivered: 2 }, dropped: 1 });
  for (const node of world.all("message")) world.remove(node);
  expect(summary("sale")).toBeUndefined();
});

test("is made of what is in the world, at its start and when it is restored", () => {
  const { world, send, summary, index } = start();
  send("sale:0:0");
  const before = world.snapshot();
  index.takeCall(call("1", "sale:0:1"));
  index.tell("sale", readProgress({ state: "running", total: 9, isComplete: true, pending: 8, counts: {}, rate: 1 }));
  send("sale:0:2");
  expect(summary("sale")).toMatchObject({ recipients: 3, told: { total: 9, time: 5000 } });
  world.restore(before);
  expect(summary("sale")).toMatchObject({ recipients: 1, refusals: 0, told: undefined });
  expect(summaryOf(createCampaignIndex(world, createFeed(world, now), now).find("sale") ?? raise())).toMatchObject({
    recipients: 1,
    counts: { delivered: 1 },
  });
});

test("takes messages of a snapshot that are none of ours", () => {
  const { send, summary } = start();
  send("sale:0:0", { status: {}, time: "soon", to: null });
  send("sale:0:1", { status: "failed", error: 7 });
  expect(summary("sale")).toMatchObject({
    counts: { accepted: 1, failed: 1 },
    errors: [{ code: 0, title: "", failed: 1 }],
    firstTime: 0,
  });
});

test("lists no more than 20 numbers and contents", () => {
  const { send, summary } = start();
  for (let index = 0; index < 30; index++)
    send(`sale:0:${index}`, {
      message: {
        biz_opaque_callback_data: `openwaba:sale:0:${index}`,
        type: "template",
        template: { name: `t${index % 25}`, language: { code: "en" } },
      },
    });
  expect(summary("sale")?.contents).toHaveLength(20);
  expect(summary("sale")?.contents[0]).toEqual({ type: "template", template: "t0", language: "en" });
});

test("tells of a campaign four times a second at most, however many messages come", async () => {
  const { told, send } = start();
  for (let index = 0; index < 1000; index++) {
    send(`sale:${Math.floor(index / 100)}:${index % 100}`);
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(250);
  expect(told.length).toBeGreaterThanOrEqual(3);
  expect(told.length).toBeLessThanOrEqual(5);
  expect(told.at(-1)).toMatchObject({ id: "sale", campaign: { recipients: 1000 } });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told.length).toBeLessThanOrEqual(5);
});

test("tells when nothing is known of a campaign any more, and keeps what 1,000 owners tell", async () => {
  const { index, told, summary } = start();
  const progress = readProgress({ state: "paused", total: 1, isComplete: true, pending: 1, counts: {}, rate: 0 });
  for (let number = 0; number <= 1000; number++) index.tell(`c${number}`, progress);
  await vi.advanceTimersByTimeAsync(250);
  expect(told).toHaveLength(1001);
  expect(told[0]).toEqual({ type: "campaign", id: "c0", campaign: undefined });
  expect([...index.all()]).toHaveLength(1000);
  expect(summary("c1000")).toMatchObject({ recipients: 0, told: { state: "paused" } });
});

function raise(): never {
  throw new Error("there is none");
}
