import { createHmac } from "node:crypto";
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { contextOf, refusal, shareSandbox, startSandbox } from "../sandbox.test-support.ts";
import { shakeHands } from "../webhooks/handshake.ts";
import { serve, startApp, startReceiver } from "../webhooks/receiver.test-support.ts";
import { World } from "../world/world.ts";
import { overrideNumber, subscriptionOperations } from "./subscriptions.ts";

const app = "/670843887433847";
const account = "/102290129340398";
const otherAccount = "/104996122399160";
const number = "/108110225544001";
const object = "whatsapp_business_account";
const verify_token = "copper-lantern-42";

type Call = Awaited<ReturnType<typeof startSandbox>>["call"];

const shared = await shareSandbox();

/** The three places that have a callback URL. */
const places = {
  app: (call: Call, url: string, token = verify_token) =>
    call("POST", `${app}/subscriptions`, {
      body: { object, callback_url: url, verify_token: token, fields: ["messages", "security"] },
    }),
  account: (call: Call, url: string, token = verify_token) =>
    call("POST", `${account}/subscribed_apps`, { body: { override_callback_uri: url, verify_token: token } }),
  number: (call: Call, url: string, token = verify_token) =>
    call("POST", number, { body: { webhook_configuration: { override_callback_uri: url, verify_token: token } } }),
};

/** A sandbox whose app is subscribed, with a receiver for each place. */
async function start(fields?: string[]) {
  const [ofApp, ofAccount, ofNumber] = await Promise.all([1, 2, 3].map(() => startApp(verify_token)));
  if (!ofApp || !ofAccount || !ofNumber) throw new Error("a receiver is missing");
  const webhook = { url: ofApp.url, verifyToken: verify_token, ...(fields && { fields }) };
  const { sandbox, call } = await startSandbox({ webhook });
  const received = () => [ofApp, ofAccount, ofNumber].map(({ posts }) => posts.splice(0).length);
  /** How many webhooks of a message the receivers of app, account and number got. */
  async function write(): Promise<number[]> {
    await sandbox.customer("+15550123456").text("Hello");
    return received();
  }
  return { sandbox, call, ofApp, ofAccount, ofNumber, received, write };
}

describe("the option `webhook`", () => {
  test("is the subscription of the app, and subscribes all accounts", async () => {
    const { call, ofApp } = await start(["messages", "flows"]);
    const { body } = await call("GET", `${app}/subscriptions`);
    const fields = ["messages", "flows"].map((name) => ({ name, version: "v25.0" }));
    expect(body["data"]).toEqual([{ object, callback_url: ofApp.url, active: true, fields }]);
    for (const id of [account, otherAccount]) {
      const { data } = (await call("GET", `${id}/subscribed_apps`)).body;
      expect(data).toMatchObject([{ whatsapp_business_api_data: { id: app.slice(1), name: "Lantern Desk" } }]);
    }
    expect((await call("GET", number)).body["webhook_configuration"]).toEqual({ application: ofApp.url });
  });

  test("names documented fields", async () => {
    const webhook = { url: "http://127.0.0.1:3000/", fields: ["mesages"] };
    await expect(startSandbox({ webhook })).rejects.toThrow(
      new TypeError("Cannot start the sandbox: webhooks have no field mesages"),
    );
  });

  test("is all fields unless some are named", async () => {
    const { call } = await start();
    const { body } = await call("GET", `${app}/subscriptions`);
    expect(body["data"]).toMatchObject([{ fields: expect.arrayContaining([{ name: "calls", version: "v25.0" }]) }]);
  });
});

test("deliveries hold as many changes, and are tried as often, as the options say", async () => {
  const { url, posts } = await startReceiver((response) => response.writeHead(503).end());
  const { sandbox, call } = await startSandbox({ webhook: { url, batch: 2, attempts: 1 } });
  const template = { name: "hello_world", language: { code: "en_US" } };
  const body = { messaging_product: "whatsapp", to: "15550123456", type: "template", template };
  await call("POST", `${number}/messages`, { body });
  await sandbox.settled();
  expect(sandbox.webhooks.map(({ fields, state, attempts }) => [fields.length, state, attempts.length])).toEqual([
    [2, "failed", 1],
  ]);
  expect(posts).toHaveLength(1);
});

test.each([{ batch: 0 }, { batch: 1001 }, { attempts: 0 }, { attempts: 1.5 }])("%j is no option", async (option) => {
  await expect(startSandbox({ webhook: { url: "http://127.0.0.1:3000/", ...option } })).rejects.toThrow(TypeError);
});

describe("webhooks go", () => {
  test("to the number's address before that of the account, and to that before the app's", async () => {
    const { call, ofAccount, ofNumber, write } = await start();
    expect(await write()).toEqual([1, 0, 0]);
    await places.account(call, ofAccount.url);
    expect(await write()).toEqual([0, 1, 0]);
    await places.number(call, ofNumber.url);
    expect(await write()).toEqual([0, 0, 1]);
    const shown = (await call("GET", number)).body["webhook_configuration"];
    expect(shown).toMatchObject({ phone_number: ofNumber.url, whatsapp_business_account: ofAccount.url });
    await call("POST", `${account}/subscribed_apps`, { body: {} });
    expect(await write()).toEqual([0, 0, 1]);
    await call("POST", number, { body: { webhook_configuration: { override_callback_uri: "" } } });
    expect(await write()).toEqual([1, 0, 0]);
  });

  test("of fields that follow no override to the app's address", async () => {
    const { sandbox, call, ofAccount, ofNumber, received } = await start();
    await places.account(call, ofAccount.url);
    await places.number(call, ofNumber.url);
    await call("POST", number, { body: { pin: "581063" } });
    await sandbox.settled();
    expect(received()).toEqual([1, 0, 0]);
  });

  test("nowhere if the field is not subscribed to", async () => {
    const { sandbox, write } = await start(["flows"]);
    expect(await write()).toEqual([0, 0, 0]);
    expect(sandbox.webhooks).toMatchObject([{ state: "unsent", reason: "no app is subscribed to messages" }]);
  });

  test("nowhere if the account is not subscribed, until it is again", async () => {
    const { call, write } = await start();
    await call("DELETE", `${account}/subscribed_apps`);
    expect(await write()).toEqual([0, 0, 0]);
    await call("POST", `${account}/subscribed_apps`, { body: {} });
    expect(await write()).toEqual([1, 0, 0]);
  });

  test("nowhere once the subscription is deleted, overrides or not, until a reset", async () => {
    const { sandbox, call, ofAccount, write } = await start();
    await places.account(call, ofAccount.url);
    await call("DELETE", `${app}/subscriptions?object=${object}`);
    expect((await call("GET", `${app}/subscriptions`)).body["data"]).toEqual([]);
    expect(await write()).toEqual([0, 0, 0]);
    await expect(sandbox.verifyWebhook()).rejects.toThrow("the app is not subscribed to webhooks");
    sandbox.reset();
    expect(await write()).toEqual([1, 0, 0]);
  });

  test("to each app that is subscribed, of the fields of each", async () => {
    const { sandbox, call, ofApp, ofAccount: ofOther } = await start();
    const headers = { Authorization: `Bearer ${sandbox.issueToken({ appId: "31415926" })}` };
    const fields = ["messages"];
    const body = { object, callback_url: ofOther.url, verify_token, fields };
    expect((await call("POST", "/31415926/subscriptions", { body, headers })).status).toBe(200);
    await sandbox.customer("+15550123456").text("One");
    expect([ofApp.posts.length, ofOther.posts.length]).toEqual([1, 0]);
    await call("POST", `${account}/subscribed_apps`, { headers });
    expect((await call("GET", `${account}/subscribed_apps`)).body["data"]).toHaveLength(2);
    await sandbox.customer("+15550123456").text("Two");
    expect([ofApp.posts.length, ofOther.posts.length]).toEqual([2, 1]);
    await call("POST", number, { body: { pin: "581063" } });
    await sandbox.settled();
    expect([ofApp.posts.length, ofOther.posts.length]).toEqual([3, 1]);
    await call("DELETE", `${account}/subscribed_apps`);
    await sandbox.customer("+15550123456").text("Three");
    expect([ofApp.posts.length, ofOther.posts.length]).toEqual([3, 2]);
  });
});

describe.each(["app", "account", "number"] as const)("a callback URL of the %s", (place) => {
  const set = places[place];
  const { sandbox, call } = shared;

  /** What is subscribed, and where webhooks of the number go. */
  async function shown() {
    const all = [];
    for (const path of [`${app}/subscriptions`, `${account}/subscribed_apps`, `${number}?fields=webhook_configuration`])
      all.push((await call("GET", path)).body);
    return all;
  }

  test("is asked for its proof before it is taken", async () => {
    const { url, proofs } = await startApp(verify_token);
    expect(await set(call, `${url}?tenant=7`)).toMatchObject({ status: 200, body: { success: true } });
    expect(proofs.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
      { tenant: "7", "hub.mode": "subscribe", "hub.challenge": expect.any(String), "hub.verify_token": verify_token },
    ]);
    expect(JSON.stringify(await shown())).toContain(url);
  });

  test.each<[string, (response: ServerResponse, other: string) => unknown, string]>([
    ["a wrong challenge", (response) => response.end("1"), "the response is not the challenge"],
    ["status 500", (response) => response.writeHead(500).end(), "the response has status 500 instead of 200"],
    [
      "a redirect to an address that would prove itself",
      (response, other) => response.writeHead(302, { location: other }).end(),
      "the response has status 302 instead of 200",
    ],
    ["a closed connection", (response) => response.destroy(), "there was no response"],
  ])("is refused because of %s, and nothing changes", async (_, respond, reason) => {
    const other = await startApp(verify_token);
    const url = await serve((__, response) => void respond(response, other.url));
    const before = await shown();
    const { status, body } = await set(call, url);
    expect({ status, body }).toMatchObject(refusal(400, 2200, "Callback verification failed"));
    expect(JSON.stringify(body)).toContain(reason);
    expect(await shown()).toEqual(before);
    expect(other.proofs).toEqual([]);
  });

  test.each(["http://example.com/", "http://127.0.0.1.example.com/", "ftp://127.0.0.1/", "https://u:p@127.0.0.1/"])(
    "is not %s",
    async (url) => {
      expect(await set(call, url)).toMatchObject(refusal(400, 100, "is no callback URL: it "));
    },
  );

  test("comes with a verify token", async () => {
    const { url, proofs } = await startApp("");
    expect(await set(call, url, "")).toMatchObject(refusal(400, 100, "verify_token"));
    expect(proofs).toEqual([]);
  });

  test("may be http on hosts that the sandbox was started with", async () => {
    // the name is not known here, so that only the proof can fail
    const { call: callOther } = await startSandbox({ webhookHosts: ["receiver.invalid"] });
    expect(await set(callOther, "http://receiver.invalid:3000/")).toMatchObject(refusal(400, 2200));
    expect(await set(callOther, "http://other.invalid:3000/")).toMatchObject(refusal(400, 100, "or receiver.invalid"));
  });

  test("never shows its verify token", async () => {
    const { url } = await startApp(verify_token);
    await set(call, url);
    await sandbox.customer("+15550123456").text("Hello");
    const everything = [await shown(), sandbox.calls, sandbox.webhooks, (await call("GET", number)).body];
    expect(JSON.stringify(everything)).not.toContain(verify_token);
  });
});

test.each(["v23.0", "v24.0", "v25.0", "v26.0"])(
  "numbers show their addresses, also in lists, in %s",
  async (version) => {
    const { url } = await startApp(verify_token);
    for (const set of Object.values(places)) await set(shared.call, url);
    const all = { phone_number: url, whatsapp_business_account: url, application: url };
    const read = async (path: string) => (await shared.call("GET", path, { version })).body;
    expect(await read(number)).toMatchObject({ webhook_configuration: all });
    const { phone_number: _, ...others } = all;
    expect((await read(`${account}/phone_numbers?fields=webhook_configuration`))["data"]).toEqual([
      { id: number.slice(1), webhook_configuration: all },
      { id: "108110225544002", webhook_configuration: others },
    ]);
  },
);

test("the token of an app is known by its name", async () => {
  const { sandbox, call } = await startSandbox({ appSecret: "s3cret" });
  expect(sandbox.issueToken({ appId: "31415926" })).toMatch(/^sandbox-/);
  const tokens = ["31415926|s3cret", sandbox.issueToken({ appId: "31415926" }), sandbox.accessToken];
  const proof = (token: string) => createHmac("sha256", "s3cret").update(token).digest("hex");
  const apps = [];
  for (const token of tokens) {
    const query = new URLSearchParams({ input_token: token, appsecret_proof: proof(sandbox.accessToken) });
    const { data } = (await call("GET", `/debug_token?${query}`)).body as { data: { app_id: string } };
    apps.push(data.app_id);
  }
  expect(apps).toEqual(["31415926", "31415926", app.slice(1)]);
});

test("other URLs than callbacks stay https", async () => {
  const texts = { signup_message: "Offers?", confirmation_message: "Thanks", privacy_policy_url: "https://a.example/" };
  const body = { ...texts, website_url: "http://127.0.0.1/" };
  const answer = await shared.call("POST", `${account}/signups`, { body });
  expect(answer).toMatchObject(refusal(400, 100, "website_url must match the pattern ^https://"));
});

test("a receiver that hangs is refused after a while", async () => {
  const url = await serve(() => undefined);
  const handshake = (to: string, token: string) => shakeHands(to, token, { timeout: 20 });
  const world = new World();
  const subscribe = subscriptionOperations["subscribeToWebhooks"]?.handle(world, contextOf({ world, handshake }));
  const body = { object, callback_url: url, verify_token, fields: ["messages"] };
  await expect(subscribe?.({ path: { application_id: "1" }, query: {}, body })).rejects.toThrow("(#2200)");
  expect(world.all("webhook_subscription")).toEqual([]);
});

test("what was deleted while its address was verified has none", async () => {
  const world = new World();
  const context = contextOf({
    world,
    handshake() {
      for (const node of [...world.all("waba"), ...world.all("phone_number")]) world.remove(node);
      return Promise.resolve({ isVerified: true });
    },
  });
  const address = { override_callback_uri: "https://example.com/", verify_token };
  const body = { ...address, webhook_configuration: address };
  const request = { path: { waba_id: "1", phone_number_id: "2" }, query: {}, body };
  world.put("waba", undefined, { id: "1" }, "1");
  const subscribeApp = subscriptionOperations["subscribeApp"]?.handle(world, context);
  await expect(subscribeApp?.(request)).rejects.toThrow("object '1' does not exist");
  world.put("phone_number", undefined, { id: "2" }, "2");
  await expect(overrideNumber(context, request)).rejects.toThrow("object '2' does not exist");
  expect([...world.all("subscribed_app"), ...world.all("webhook_override")]).toEqual([]);
});

test("a sandbox is closed while a receiver hangs", async () => {
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const url = await serve(() => asked());
  const { sandbox, call } = await startSandbox();
  const answer = places.app(call, url).catch(() => "lost");
  await isAsked;
  await sandbox.close();
  expect(await answer).toSatisfy((result) => result === "lost" || Object(result).status === 400);
});

test("the fields of a form are separated by commas", async () => {
  const { sandbox, call } = await startSandbox();
  const { url } = await startApp(verify_token);
  const response = await fetch(`${sandbox.url}/v25.0${app}/subscriptions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${sandbox.accessToken}` },
    body: new URLSearchParams({ object, callback_url: url, verify_token, fields: "messages,flows" }),
  });
  expect(await response.json()).toEqual({ success: true });
  const [subscription] = (await call("GET", `${app}/subscriptions`)).body["data"] as { fields: { name: string }[] }[];
  expect(subscription?.fields.map(({ name }) => name)).toEqual(["messages", "flows"]);
});

test.each(["http://receiver", "receiver:3000", "receiver/", "", "a b"])(
  "%j is not the name of a host",
  async (host) => {
    await expect(startSandbox({ webhookHosts: [host] })).rejects.toThrow(TypeError);
  },
);
