import { expect, test } from "vitest";
import type { SandboxOptions } from "../options.ts";
import { startSandbox } from "../sandbox.test-support.ts";
import { startApp } from "../webhooks/receiver.test-support.ts";

const account = "102290129340398";
const number = "108110225544001";
const verifyToken = "a word of ours";

async function start(options?: SandboxOptions) {
  const started = await startSandbox(options);

  async function control(method: string, path: string, body?: unknown) {
    const headers = { "content-type": "application/json" };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(`${started.sandbox.url}/_sandbox/${path}`, { method, ...sent });
    return { status: response.status, body: await response.json() };
  }
  return { ...started, control };
}

test("a URL that proves itself is where all webhooks go from then on", async () => {
  const { url, posts, proofs } = await startApp(verifyToken);
  const { sandbox, control } = await start({ webhookHosts: ["bot.invalid"] });
  expect(await control("GET", "webhook")).toMatchObject({
    body: { accounts: expect.arrayContaining([{ id: account, isSubscribed: false }]), numbers: [] },
  });
  expect((await control("GET", "webhook")).body).not.toHaveProperty("callback");

  const challenge = expect.stringMatching(/^\d{10}$/);
  expect(await control("PUT", "webhook", { url, verify_token: verifyToken })).toEqual({
    status: 200,
    body: {
      isVerified: true,
      request: { method: "GET", url: expect.stringContaining("hub.verify_token=a+word+of+ours") },
      response: { status: 200, response: challenge },
    },
  });
  expect(proofs).toHaveLength(1);
  expect(await control("GET", "webhook")).toMatchObject({
    body: {
      appId: "670843887433847",
      callback: { url, verifyToken, fields: expect.arrayContaining(["messages", "flows"]) },
      accounts: expect.arrayContaining([{ id: account, isSubscribed: true }]),
      hosts: ["bot.invalid"],
    },
  });
  await sandbox.emit("flows");
  expect(posts).toHaveLength(1);
});

test("another URL keeps the fields, the accounts and the verify token", async () => {
  const first = await startApp(verifyToken);
  const second = await startApp(verifyToken);
  const { sandbox, call, control } = await start({ webhook: { url: first.url, verifyToken, fields: ["messages"] } });
  await call("DELETE", `/${account}/subscribed_apps`);
  expect(await control("PUT", "webhook", { url: second.url })).toMatchObject({ status: 200 });
  expect(await control("GET", "webhook")).toMatchObject({
    body: {
      callback: { url: second.url, verifyToken, fields: ["messages"] },
      accounts: expect.arrayContaining([{ id: account, isSubscribed: false }]),
    },
  });
  sandbox.reset();
  expect(await control("GET", "webhook")).toMatchObject({ body: { callback: { url: first.url } } });
});

test("a URL that proves nothing is not set, and what it answered is returned", async () => {
  const { url } = await startApp("another word");
  const { control } = await start();
  expect(await control("PUT", "webhook", { url, verify_token: verifyToken })).toMatchObject({
    status: 400,
    body: {
      error: {
        message: "Cannot set the webhook: the URL could not be verified: the response has status 403 instead of 200",
      },
      isVerified: false,
      request: { method: "GET" },
      response: { status: 403 },
    },
  });
  expect((await control("GET", "webhook")).body).not.toHaveProperty("callback");
});

test.each([
  [{}, "Cannot read the request body: The parameter url is required"],
  [
    { url: "http://example.com/" },
    "Cannot set the webhook to http://example.com/: it must be https, or http on loopback",
  ],
  [{ url: "http://127.0.0.1:1/", verify_token: "" }, "Cannot set the webhook: its verify token is empty"],
])("%j is refused before anything is sent", async (body, message) => {
  const { control } = await start();
  expect(await control("PUT", "webhook", body)).toEqual({ status: 400, body: { error: { message } } });
});

test("addresses of accounts and numbers are shown, without their tokens", async () => {
  const { url } = await startApp(verifyToken);
  const { call, control } = await start({ webhook: { url, verifyToken } });
  const [ofAccount, ofNumber] = [`${url}?account`, `${url}?number`];
  const override = { override_callback_uri: ofAccount, verify_token: verifyToken };
  await call("POST", `/${account}/subscribed_apps`, { body: override });
  const webhook_configuration = { override_callback_uri: ofNumber, verify_token: verifyToken };
  await call("POST", `/${number}`, { body: { webhook_configuration } });
  const { accounts, numbers } = (await control("GET", "webhook")).body;
  expect(accounts).toContainEqual({ id: account, isSubscribed: true, url: ofAccount });
  expect(numbers).toEqual([{ id: number, wabaId: account, url: ofNumber }]);
});

test("a verification shows what was sent and what came back", async () => {
  const { url } = await startApp("another word");
  const { control } = await start({ webhook: { url, verifyToken } });
  expect(await control("POST", "webhooks/verify")).toEqual({
    status: 200,
    body: {
      isVerified: false,
      status: 403,
      reason: "the response has status 403 instead of 200",
      request: { method: "GET", url: expect.stringContaining("hub.mode=subscribe") },
      response: { status: 403, response: "" },
    },
  });
});
