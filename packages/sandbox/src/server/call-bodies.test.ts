import { expect, test } from "vitest";
import { shareSandbox } from "../sandbox.test-support.ts";
import { showContent } from "./shown-content.ts";

const { sandbox, call } = await shareSandbox({ strict: false });
const number = "108110225544001";
const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
const message = { messaging_product: "whatsapp", to: "15550123456", type: "text", text: { body: "Hello" } };
const post = (path: string, body: BodyInit, more: Record<string, string> = {}) =>
  fetch(`${sandbox.url}/v25.0/${path}`, { method: "POST", headers: { ...headers, ...more }, body });

test("a call has the bodies that were sent and returned", async () => {
  const { body } = await call("POST", `/${number}/messages`, { body: message });
  expect(sandbox.calls).toMatchObject([{ operation: "sendMessage", body: message, response: body }]);
});

test("a call without a body has none, one that was rejected has its error", async () => {
  await call("GET", "/1234");
  expect(sandbox.calls[0]).not.toHaveProperty("body");
  await call("POST", `/${number}/messages`, { body: { ...message, to: {} } });
  expect(sandbox.calls[1]).toMatchObject({ status: 400, body: { to: {} }, response: { error: { code: 100 } } });
});

test("a call that a fault rejects has its body, unless that cannot be read", async () => {
  const path = `/${number}/messages`;
  sandbox.inject({ kind: "throttle", code: 130429 });
  expect((await call("POST", path, { body: message })).status).toBe(429);
  sandbox.inject({ kind: "transient", times: 2 });
  expect((await call("POST", path, { body: message })).body).toMatchObject({ error: { is_transient: true } });
  const broken = await post(`${number}/messages`, "{", { "content-type": "application/json" });
  expect(await broken.json()).toMatchObject({ error: { is_transient: true } });
  expect(sandbox.calls.map(({ body }) => body)).toEqual([message, message, undefined]);
});

test("what was sent and returned cannot be changed", async () => {
  await call("POST", `/${number}/messages`, { body: message });
  const { body, response } = Object(sandbox.calls[0]);
  expect(() => Object.assign(body.text, { body: "Other" })).toThrow(TypeError);
  expect(() => response.messages.push(1)).toThrow(TypeError);
});

test("a form has its fields, and files their name, type and size", async () => {
  await post(`${number}/messages`, new URLSearchParams({ ...message, text: '{"body":"Hello"}' }));
  expect(sandbox.calls[0]).toMatchObject({ body: { to: "15550123456", text: '{"body":"Hello"}' } });
  const form = new FormData();
  form.append("messaging_product", "whatsapp");
  form.append("file", new Blob(["bytes"], { type: "image/png" }), "a.png");
  await post(`${number}/media`, form);
  expect(sandbox.calls[1]?.body).toEqual({
    messaging_product: "whatsapp",
    file: { name: "a.png", type: "image/png", size: 5 },
  });
});

test("the bytes of an upload session are counted, also those of a lost connection", async () => {
  const query = new URLSearchParams({ file_name: "a", file_length: "5", file_type: "image/png" });
  const { body } = await call("POST", `/670843887433847/uploads?${query}`);
  const upload = { Authorization: `OAuth ${sandbox.accessToken}`, "Content-Type": "image/png" };
  sandbox.inject({ kind: "cut", bytes: 2 });
  await expect(post(String(body["id"]), "bytes", { ...upload, file_offset: "0" })).rejects.toThrow("fetch failed");
  await post(String(body["id"]), "tes", { ...upload, file_offset: "2" });
  expect(sandbox.calls.slice(1)).toMatchObject([
    { body: { type: "image/png", size: 2 }, status: 0 },
    { body: { type: "image/png", size: 3 }, response: { h: expect.any(String) } },
  ]);
  expect(sandbox.calls[1]).not.toHaveProperty("response");
});

test("secrets are hidden, at any depth, also in batches and paging links", async () => {
  const secret = "top-secret-0123456789";
  await post(`${number}/register`, JSON.stringify({ messaging_product: "whatsapp", pin: secret }), {
    "content-type": "application/json",
  });
  const token = sandbox.issueToken();
  await fetch(`${sandbox.url}/v25.0/${number}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...message, access_token: token }),
  });
  await call("GET", "/102290129340398/phone_numbers?limit=1");
  const items = [{ method: "GET", relative_url: `${number}?access_token=${token}` }];
  await post("", new URLSearchParams({ access_token: token, batch: JSON.stringify(items) }));
  const exchange = new URLSearchParams({ client_id: "1", client_secret: secret, code: "a" });
  const issued = Object((await call("GET", `/oauth/access_token?${exchange}`)).body)["access_token"];
  const shown = JSON.stringify(sandbox.calls);
  for (const text of [secret, token, issued, sandbox.accessToken]) expect(shown).not.toContain(text);
  expect(shown).toContain("access_token=[hidden]");
});

test("showContent() hides secrets in JSON within text", () => {
  const text = JSON.stringify({ body: JSON.stringify({ access_token: "abc", limit: 1 }) });
  expect(JSON.stringify(showContent({ text }).value)).not.toContain("abc");
  expect(showContent({ flow_token: "kept", token: "kept" }).value).toEqual({ flow_token: "kept", token: "kept" });
});
