import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../sandbox.test-support.ts";
import type { Sandbox } from "../sandbox.ts";

const number = "108110225544001";

const progress = {
  state: "running",
  total: 400,
  isComplete: true,
  pending: 370,
  counts: { accepted: 30, unknown: 0 },
  rate: 79.5,
  remaining: 4654,
};

async function control(sandbox: Sandbox, path: string, init: RequestInit = {}) {
  const response = await fetch(`${sandbox.url}/_sandbox/campaigns${path}`, init);
  return { status: response.status, body: await response.json() };
}

function tell(sandbox: Sandbox, id: string, body: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return control(sandbox, `/${id}/progress`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: text,
  });
}

function send(sandbox: Sandbox, place: string, to = "+15550123456", more: object = {}) {
  const template = { name: "hello_world", language: { code: "en_US" } };
  const body = { messaging_product: "whatsapp", to, type: "template", template, ...more };
  return fetch(`${sandbox.url}/v25.0/${number}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ ...body, biz_opaque_callback_data: `openwaba:${place}` }),
  });
}

/** Ten people: one cannot be reached, one is refused by a rule, one by a fault that is tried again. */
async function startSale(options = {}) {
  const { sandbox } = await startSandbox({ strict: false, ...options });
  await sandbox.customer("+15550100003").leave();
  sandbox.inject({ kind: "throttle", code: 131056, status: 400 });
  await send(sandbox, "sale:0:0", "+15550100000");
  for (let index = 0; index < 9; index++) await send(sandbox, `sale:0:${index}`, `+1555010000${index}`);
  await send(sandbox, "sale:1:0", "+15550100009", { template: { name: "gone", language: { code: "en" } } });
  await sandbox.customer("+15550100001").read();
  return sandbox;
}

describe("GET /_sandbox/campaigns", () => {
  test("lists what was seen of each campaign, the newest first", async () => {
    const sandbox = await startSale();
    await tell(sandbox, "not.begun", { ...progress, state: "paused" });
    const { body } = await control(sandbox, "");
    expect(body.data.map(({ id }: { id: string }) => id).toSorted()).toEqual(["not.begun", "sale"]);
    expect(await control(sandbox, "/sale")).toEqual({
      status: 200,
      body: {
        id: "sale",
        phoneNumberIds: [number],
        contents: [
          { type: "template", template: "hello_world", language: "en_US" },
          { type: "template", template: "gone", language: "en" },
        ],
        firstTime: expect.any(Number),
        lastTime: expect.any(Number),
        recipients: 10,
        counts: { accepted: 0, sent: 0, delivered: 7, read: 1, failed: 1, refused: 1 },
        refusals: 2,
        repeated: 0,
        dropped: 0,
        errors: [
          { code: 131026, title: expect.stringMatching(/./), failed: 1, refused: 0 },
          { code: 131056, title: expect.stringMatching(/./), failed: 0, refused: 1 },
          { code: 132001, title: expect.stringMatching(/./), failed: 0, refused: 1 },
        ],
      },
    });
  });

  test("has no other campaign", async () => {
    const { sandbox } = await startSandbox();
    const missing = { error: { message: "Cannot return the campaign sale: no message of it has come" } };
    for (const path of ["/sale", "/sale/recipients"])
      expect(await control(sandbox, path)).toEqual({ status: 404, body: missing });
    expect(await control(sandbox, "")).toEqual({ status: 200, body: { data: [] } });
  });

  test("knows campaigns again after a snapshot, and after a restart with a data file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "campaigns-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const data = join(folder, "data");
    const sandbox = await startSale({ data });
    const before = (await control(sandbox, "/sale")).body;
    const snapshot = JSON.parse(JSON.stringify(sandbox.snapshot()));
    sandbox.reset();
    expect((await control(sandbox, "/sale")).status).toBe(404);
    sandbox.restore(snapshot);
    expect((await control(sandbox, "/sale")).body).toEqual(before);
    const { data: shown } = (await control(sandbox, "/sale/recipients?limit=1")).body;
    expect(shown[0].callId).toBe("2");
    await sandbox.close();
    const { sandbox: again } = await startSandbox({ data });
    // refused calls are in no data file
    expect((await control(again, "/sale")).body).toMatchObject({ recipients: 9, refusals: 0 });
    expect((await control(again, "/sale")).body.counts).toEqual({ ...before.counts, refused: 0 });
  });
});

describe("GET /_sandbox/campaigns/:id/recipients", () => {
  const places = async (sandbox: Sandbox, query: string) => {
    const { body } = await control(sandbox, `/sale/recipients?${query}`);
    return body.data.map(({ place }: { place: string }) => place);
  };

  test("shows what became of each", async () => {
    const sandbox = await startSale();
    const { body } = await control(sandbox, "/sale/recipients");
    expect(body).toMatchObject({ total: 10 });
    expect(body.after).toBeUndefined();
    const { callId, messageId, customerId } = body.data[0];
    expect(sandbox.calls.find(({ id }) => id === callId)?.response).toMatchObject({ messages: [{ id: messageId }] });
    const chat = await fetch(`${sandbox.url}/_sandbox/chats/${number}/${customerId}`);
    expect((await chat.json()).data).toMatchObject([{ id: messageId }]);
    expect(body.data[0]).toMatchObject({
      place: "0:0",
      to: "15550100000",
      state: "delivered",
      phoneNumberId: number,
      messages: 1,
      refusals: 1,
      code: 131056,
    });
    expect(body.data[3]).toMatchObject({ place: "0:3", state: "failed", code: 131026, messages: 1, refusals: 0 });
    expect(body.data[9]).toMatchObject({
      place: "1:0",
      to: "15550100009",
      state: "refused",
      code: 132001,
      messages: 0,
    });
    expect(body.data[9].messageId).toBeUndefined();
    expect(body.data[9].details).toContain("gone");
  });

  test("pages in the order of places, numbers and not texts", async () => {
    const { sandbox } = await startSandbox({ strict: false });
    for (const place of ["10:0", "2:11", "2:2", "0:5"]) await send(sandbox, `sale:${place}`);
    const { body } = await control(sandbox, "/sale/recipients?limit=3");
    expect(body).toMatchObject({ total: 4, after: "2:11" });
    expect(await places(sandbox, "limit=3")).toEqual(["0:5", "2:2", "2:11"]);
    expect(await places(sandbox, "limit=3&after=2:11")).toEqual(["10:0"]);
    expect(await places(sandbox, "after=2:3")).toEqual(["2:11", "10:0"]); // nobody is there
    expect(await places(sandbox, "after=10:0")).toEqual([]);
  });

  test("finds by state, code and text", async () => {
    const sandbox = await startSale();
    expect(await places(sandbox, "state=failed")).toEqual(["0:3"]);
    expect(await places(sandbox, "code=131056")).toEqual(["0:0"]); // it was sent later
    expect(await places(sandbox, "search=%2B1%20555%20010-0007")).toEqual(["0:7"]);
    expect(await places(sandbox, "search=GONE")).toEqual(["1:0"]);
    expect(await places(sandbox, "state=read&code=131026")).toEqual([]);
    expect(await places(sandbox, "state=repeated")).toEqual([]);
    await send(sandbox, "sale:0:3", "+15550100004"); // again
    expect(await places(sandbox, "state=repeated")).toEqual(["0:3"]);
    const { body } = await control(sandbox, "/sale/recipients?state=repeated");
    expect(body.data).toMatchObject([{ messages: 2, state: "delivered" }]);
  });

  test.each([
    ["limit=201", "limit must be a whole number from 1 to 200"],
    ["limit=0", "limit must be"],
    ["limit=1e2", "limit must be"],
    ["code=abc", "code must be a whole number from 0 to 999999999"],
    ["state=gone", "state must be one of accepted, sent, delivered, read, failed, refused, repeated"],
    ["state=", "state must be"],
    ["after=7", "after must be the place of a recipient, such as 0:99"],
    ["after=0:1000", "after must be"],
  ])("rejects %s", async (query, message) => {
    const sandbox = await startSale();
    expect(await control(sandbox, `/sale/recipients?${query}`)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(message) } },
    });
  });
});

describe("PUT /_sandbox/campaigns/:id/progress", () => {
  test("keeps what the owner tells, also of a campaign that has not begun, and tells it live", async () => {
    const { sandbox } = await startSandbox();
    const abort = new AbortController();
    onTestFinished(() => abort.abort());
    const live = await fetch(`${sandbox.url}/_sandbox/live`, { signal: abort.signal });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? "";
    const more = { reason: "", later: [1, 2], counts: { ...progress.counts, later: "many" } };
    expect(await tell(sandbox, "sale", { ...progress, ...more })).toEqual({ status: 200, body: { success: true } });
    const { told } = (await control(sandbox, "/sale")).body;
    expect(told).toMatchObject({ ...progress, counts: { ...progress.counts, started: 0, read: 0 }, reason: "" });
    expect(told).not.toHaveProperty("later");
    expect(told.counts).not.toHaveProperty("later");
    while (!text.includes('"type":"campaign"')) text += (await reader?.read())?.value ?? "";
    expect(text).toContain('"total":400');
  });

  test.each([
    [{}, "state is required"],
    [[], "must be an object"],
    ["7", "must be an object"],
    ["", "the request body is missing"],
    ["{", "the request body is not JSON"],
    [{ ...progress, state: "lost" }, "state must be"],
    [{ ...progress, total: -1 }, "total must be"],
    [{ ...progress, total: 1.5 }, "total must be"],
    [{ ...progress, total: 1e300 }, "total must be"],
    [{ ...progress, rate: null }, "rate must be"],
    [{ ...progress, counts: [] }, "counts must be an object"],
    [{ ...progress, counts: { read: "7" } }, "counts.read must be"],
    [{ ...progress, reason: "x".repeat(2001) }, "reason must"],
    [`{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, "the request body is not JSON"],
  ])("rejects %#: %j", async (body, message) => {
    const { sandbox } = await startSandbox();
    await tell(sandbox, "sale", progress);
    const refused = await tell(sandbox, "sale", body);
    expect(refused).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(message) } } });
    expect((await control(sandbox, "/sale")).body.told).toMatchObject(progress);
  });

  test("rejects ids that no campaign has, other types and other sites", async () => {
    const { sandbox } = await startSandbox();
    for (const id of ["a%20b", "a".repeat(65), "%2e%2e%2fa", "a%00"])
      expect(await tell(sandbox, id, progress)).toMatchObject({ status: 400 });
    expect((await control(sandbox, "/sale/progress", { method: "PUT", body: "{}" })).status).toBe(415);
    const headers = { origin: "https://evil.example", "content-type": "application/json" };
    const foreign = { method: "PUT", headers, body: JSON.stringify(progress) };
    expect((await control(sandbox, "/sale/progress", foreign)).status).toBe(403);
    expect((await control(sandbox, "")).body).toEqual({ data: [] });
    expect((await tell(sandbox, "__proto__", progress)).status).toBe(200);
    expect((await control(sandbox, "/__proto__")).body).toMatchObject({ id: "__proto__" });
  });
});
