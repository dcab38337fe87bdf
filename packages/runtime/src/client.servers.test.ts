import { expect, test } from "vitest";
import { answering, graphError, json } from "./answers.test-support.ts";
import { withAppSecret } from "./call/app-secret.ts";
import { call } from "./functions/call.ts";
import { testClient } from "./paths.test-support.ts";

const close = "https://api.facebook.com/{shelf_id}/close";
const params = { path: { shelf_id: "7" } };

test("a path with a server goes there, without a version, with token and proof", async () => {
  const { fetch, requests } = answering(json({ closed: true }), json({ closed: true }));
  const client = testClient(fetch, { auth: withAppSecret("EAAB", "secret") });
  expect((await client.POST(close, { params })).data).toEqual({ closed: true });
  expect(await call(client, `POST ${close}`, { shelf_id: "7", why: "dust" })).toEqual({ closed: true });
  const [first, second] = requests;
  expect(first?.url).toMatch(/^https:\/\/api\.facebook\.com\/7\/close\?appsecret_proof=[0-9a-f]{64}$/);
  expect(first?.headers.get("Authorization")).toBe("Bearer EAAB");
  expect(second?.url).toBe("https://api.facebook.com/7/close");
  expect(await second?.json()).toEqual({ why: "dust", appsecret_proof: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("a client with a base URL of its own sends all calls there, and the token nowhere else", async () => {
  const { fetch, requests } = answering(json({ closed: true }), json({}));
  const client = testClient(fetch, { baseUrl: "http://localhost:4010/graph" });
  await client.POST(close, { params });
  expect(requests.map(({ url }) => url)).toEqual(["http://localhost:4010/graph/7/close"]);
  await expect(client.fetch("https://api.facebook.com/7/close")).rejects.toThrow(
    "https://api.facebook.com is not one of http://localhost:4010, https://lookaside.fbsbx.com",
  );
  expect(requests).toHaveLength(1);
});

test.each(["https://api.facebook.com.evil.example/{shelf_id}/close", "https://evil.example/{shelf_id}/close"])(
  "%s is no server that the client knows: nothing is sent",
  async (path) => {
    const { fetch, requests } = answering(json({ closed: true }));
    await expect(testClient(fetch).POST(path as typeof close, { params })).rejects.toThrow(
      `Cannot call ${path}: a path begins with / or https://api.facebook.com/`,
    );
    expect(requests).toEqual([]);
  },
);

test("an id cannot lead to another host or path", async () => {
  const { fetch, requests } = answering(json({}), json({}));
  for (const shelf_id of ["@evil.example", "../7"])
    await testClient(fetch).POST(close, { params: { path: { shelf_id } } });
  expect(requests.map(({ url }) => url)).toEqual([
    "https://api.facebook.com/%40evil.example/close",
    "https://api.facebook.com/..%2F7/close",
  ]);
});

test("its errors name the call with its server", async () => {
  const { fetch } = answering(graphError(400, { code: 100, message: "no such shelf" }));
  await expect(call(testClient(fetch), `POST ${close}`, params.path)).rejects.toThrow(
    `Cannot POST ${close}: no such shelf`,
  );
});
