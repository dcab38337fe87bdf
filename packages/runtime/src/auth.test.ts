import { describe, expect, test } from "vitest";
import { answering, json } from "./answers.test-support.ts";
import { auth } from "./auth.ts";

const origin = "https://graph.example";
const request = () => new Request(`${origin}/v25.0/1?limit=2`, { headers: { "X-Other": "kept" } });

describe("auth()", () => {
  test.each([
    ["an empty token", ""],
    ["a token with a line break", "EAA\nB"],
    ["a token with a space", "Bearer EAAB"],
    ["a token beyond ASCII", "EAÄB"],
  ])("refuses %s at once, without showing it", (_, token) => {
    expect(() => auth(token, origin)).toThrow(/^Cannot authorize the call: the access token (is empty|has a space)/);
    expect(() => auth(token, origin)).not.toThrow(/EA|Bearer/);
  });

  test.each([undefined, null, 7, ""])("refuses %j from a provider before anything is sent", async (token) => {
    const { fetch, requests } = answering(json({}));
    const call = auth(() => token as string, origin)(fetch)(request());
    await expect(call).rejects.toThrow("Cannot authorize the call: the access token is empty");
    expect(requests).toEqual([]);
  });

  test("passes on the error of a provider, sending nothing", async () => {
    const { fetch, requests } = answering(json({}));
    const provider = () => Promise.reject(new Error("vault is sealed"));
    await expect(auth(provider, origin)(fetch)(request())).rejects.toThrow("vault is sealed");
    expect(requests).toEqual([]);
  });

  test.each(["https://evil.example/v25.0/1", "http://graph.example/v25.0/1", "https://graph.example:8443/v25.0/1"])(
    "does not send the token to %s",
    async (url) => {
      const { fetch, requests } = answering(json({}));
      const call = auth("EAAB", origin)(fetch)(new Request(url));
      await expect(call).rejects.toThrow(`${new URL(url).origin} is not ${origin}`);
      expect(requests).toEqual([]);
    },
  );

  test("sends the token in the Authorization header alone and keeps other headers", async () => {
    const { fetch, requests } = answering(json({}));
    await auth("EAAB", origin)(fetch)(request());
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer EAAB");
    expect(requests[0]?.headers.get("X-Other")).toBe("kept");
    expect(requests[0]?.url).toBe(`${origin}/v25.0/1?limit=2`);
  });

  test("asks a provider anew for each call and leaves the given request without the token", async () => {
    const { fetch, requests } = answering(json({}), json({}));
    const tokens = ["first", "second"];
    const authorized = auth(async () => tokens.shift() ?? "", origin)(fetch);
    const given = request();
    await authorized(given);
    await authorized(request());
    expect(requests.map((sent) => sent.headers.get("Authorization"))).toEqual(["Bearer first", "Bearer second"]);
    expect(given.headers.get("Authorization")).toBeNull();
  });

  test("keeps method and body", async () => {
    const { fetch, requests } = answering(json({}));
    await auth("EAAB", origin)(fetch)(new Request(`${origin}/1`, { method: "POST", body: '{"code":"1"}' }));
    expect(requests[0]?.method).toBe("POST");
    expect(await requests[0]?.text()).toBe('{"code":"1"}');
  });
});
