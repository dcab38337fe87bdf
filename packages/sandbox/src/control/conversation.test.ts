import { describe, expect, test } from "vitest";
import type { SandboxOptions } from "../options.ts";
import { startSandbox } from "../sandbox.test-support.ts";
import { serve, startReceiver } from "../webhooks/receiver.test-support.ts";

/** A sandbox, and its control routes over HTTP. */
async function start(options?: SandboxOptions) {
  const { sandbox, call } = await startSandbox(options);

  async function control(method: string, path: string, body?: unknown) {
    const headers = { "content-type": "application/json" };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(`${sandbox.url}/_sandbox/${path}`, { method, ...sent });
    return { status: response.status, body: await response.json() };
  }

  function reply(text: string, number = "108110225544001") {
    const message = { messaging_product: "whatsapp", to: "15550123456", type: "text", text: { body: text } };
    return call("POST", `/${number}/messages`, { body: message });
  }
  return { sandbox, call, control, reply };
}

function refusal(status: number, message: string) {
  return { status, body: { error: { message } } };
}

const hello = { type: "text", body: "Hello" };

describe("customers", () => {
  test("write, get an answer once, and read it", async () => {
    const { url, posts } = await startReceiver();
    const { sandbox, control, reply } = await start({ webhook: { url } });
    const written = await control("POST", "customers/15550123456/messages", hello);
    expect(written).toMatchObject({ status: 200, body: { deliveries: [{ state: "accepted", url }] } });
    expect(JSON.parse(posts[0]?.body ?? "").entry[0].changes[0].value.messages).toMatchObject([
      { id: written.body.id, from: "15550123456", text: { body: "Hello" } },
    ]);
    await reply("Hello Ada");
    // the same customer, however the number is written
    const inbox = await control("GET", "customers/+1%20555%20012%203456/inbox");
    expect(inbox).toMatchObject({ status: 200, body: { data: [{ message: { text: { body: "Hello Ada" } } }] } });
    expect(await control("GET", "customers/15550123456/inbox?timeout=1")).toEqual(
      refusal(404, "Cannot return 1 messages: 0 came within 1 ms for 15550123456 or US.13491208655302741918"),
    );
    expect(await control("POST", "customers/15550123456/read")).toEqual({ status: 200, body: { success: true } });
    await sandbox.settled();
    expect((await control("GET", "sent")).body).toMatchObject({ data: [{ to: "15550123456", status: "read" }] });
  });

  test("are also known by a user id", async () => {
    const { sandbox, control } = await start();
    await control("POST", "customers/GB.71630029984415570126/messages", hello);
    expect(sandbox.webhooks[0]?.body).toContain('"from_user_id":"GB.71630029984415570126"');
  });

  test("choose the number, and what they answer", async () => {
    const { sandbox, control } = await start();
    const press = { type: "button_reply", id: "yes", title: "Yes" };
    const where = { phone_number_id: "108110225544002", context: { id: "wamid.AA==" } };
    await control("POST", "customers/15550123456/messages", { ...press, ...where });
    const { value } = JSON.parse(sandbox.webhooks[0]?.body ?? "").entry[0].changes[0];
    expect(value).toMatchObject({
      metadata: { phone_number_id: "108110225544002" },
      messages: [{ context: { id: "wamid.AA==" }, interactive: { button_reply: { id: "yes", title: "Yes" } } }],
    });
    expect(value.messages[0].interactive.button_reply).not.toHaveProperty("phone_number_id");
  });

  test("wait for as many messages as asked for", async () => {
    const { control, reply } = await start();
    await control("POST", "customers/15550123456/messages", hello);
    const waiting = control("GET", "customers/15550123456/inbox?count=2");
    await reply("one");
    await reply("two");
    expect((await waiting).body.data).toHaveLength(2);
  });

  test("who hang up while they wait take nothing from those who ask after them", async () => {
    const { sandbox, control, reply } = await start();
    await control("POST", "customers/15550123456/messages", hello);
    const gone = new AbortController();
    const waiting = fetch(`${sandbox.url}/_sandbox/customers/15550123456/inbox`, { signal: gone.signal });
    await control("GET", "calls"); // the request before this one has arrived
    gone.abort();
    await expect(waiting).rejects.toThrow("aborted");
    const next = control("GET", "customers/15550123456/inbox");
    await control("GET", "calls"); // the server has seen the connection close
    await reply("Hello Ada");
    expect(await next).toMatchObject({ status: 200, body: { data: [{}] } });
  });

  test("forget what they saw on reset", async () => {
    const { control, reply } = await start({ rules: { customerServiceWindow: false } });
    await reply("one");
    await control("GET", "customers/15550123456/inbox");
    await control("POST", "reset");
    await reply("one");
    expect(await control("GET", "customers/15550123456/inbox?timeout=1")).toMatchObject({ status: 200 });
  });

  test.each([
    ["customers/15/messages", hello, "Cannot make a customer: 15 is not a number with country code"],
    [
      "customers/15550123456/messages",
      { ...hello, phone_number_id: "1" },
      "Cannot send to 1: there is no such business number",
    ],
    ["customers/15550123456/messages", { type: "text" }, "Cannot send the message: The parameter body is required"],
    ["customers/15550123456/messages", undefined, /: the request body is missing$/],
    ["customers/15550123456/messages", [hello], /^Cannot send the message: its type must be one of text, image, /],
  ])("reject POST %s with %j", async (path, body, message) => {
    const { sandbox, control } = await start();
    const answer = await control("POST", path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringMatching(message) } } });
    expect(sandbox.webhooks).toEqual([]);
  });

  test.each([
    ["count=0", "count must be a whole number from 1 to 10000"],
    ["count=two", "count must be a whole number from 1 to 10000"],
    ["timeout=-1", "timeout must be a whole number from 0 to 60000"],
    ["timeout=60001", "timeout must be a whole number from 0 to 60000"],
    ["timeout=1e3", "timeout must be a whole number from 0 to 60000"],
  ])("reject an inbox with %s", async (query, message) => {
    const { control } = await start();
    const path = "customers/15550123456/inbox";
    expect(await control("GET", `${path}?${query}`)).toEqual(refusal(400, `Cannot GET /_sandbox/${path}: ${message}`));
  });
});

describe("webhooks", () => {
  test("are listed and sent again", async () => {
    const { url, posts } = await startReceiver();
    const { control } = await start({ webhook: { url } });
    await control("POST", "customers/15550123456/messages", hello);
    expect(await control("GET", "webhooks")).toMatchObject({ status: 200, body: { data: [{ id: "1" }] } });
    expect(await control("POST", "webhooks/1/redeliver")).toMatchObject({
      status: 200,
      body: { id: "2", redeliveryOf: "1", state: "accepted" },
    });
    expect(posts[1]?.body).toBe(posts[0]?.body);
    expect(await control("POST", "webhooks/9/redeliver")).toEqual(
      refusal(400, "Cannot redeliver 9: the log has no such delivery"),
    );
  });

  test("prove their URL on request", async () => {
    const url = await serve((request, response) => {
      const query = new URL(request.url ?? "", "http://localhost").searchParams;
      response.end(query.get("hub.verify_token") === "a word of ours" ? query.get("hub.challenge") : "");
    });
    const { control } = await start({ webhook: { url, verifyToken: "a word of ours" } });
    expect(await control("POST", "webhooks/verify")).toMatchObject({ status: 200, body: { isVerified: true } });
    const other = await start({ webhook: { url } });
    expect(await other.control("POST", "webhooks/verify")).toMatchObject({ body: { isVerified: false, status: 200 } });
  });

  test("cannot be verified when there are none", async () => {
    const { control } = await start();
    expect(await control("POST", "webhooks/verify")).toEqual(
      refusal(400, "Cannot verify the webhook: the app is not subscribed to webhooks"),
    );
  });
});

test("warnings are listed", async () => {
  const { call, control } = await start({ strict: false });
  await call("GET", "/108110225544001?colour=blue");
  expect((await control("GET", "warnings")).body).toMatchObject({
    data: [{ path: "/v25.0/108110225544001", message: expect.stringContaining("colour") }],
  });
});

test.each(["customers/15550123456/inbox", "sent", "webhooks", "warnings"])(
  "pages of other sites do not get %s",
  async (path) => {
    const { sandbox } = await start();
    const headers = { origin: "https://evil.example" };
    const response = await fetch(`${sandbox.url}/_sandbox/${path}`, { headers });
    expect(response.status).toBe(403);
  },
);
