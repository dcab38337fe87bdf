import { describe, expect, test } from "vitest";
import { graphError, json, sending } from "../answers.test-support.ts";
import { auth, type TokenSource } from "./auth.ts";
import { GraphRequest } from "./request.ts";
import { attemptOf } from "./requests.test-support.ts";

const origin = "https://graph.example";
const origins = [origin, "https://files.example"];

describe("auth()", () => {
  test.each([
    ["an empty token", ""],
    ["a token with a line break", "EAA\nB"],
    ["a token that would add a header", "EAAB\r\nX-Evil: 1"],
    ["a token with a space", "Bearer EAAB"],
    ["a token beyond ASCII", "EAÄB"],
  ])("rejects %s at once, without showing it", (_, token) => {
    expect(() => auth(token, [origin])).toThrow(
      /^Cannot authorize the call: the access token (is empty|must be a string of printable ASCII)/,
    );
    expect(() => auth(token, [origin])).not.toThrow(/EA|Bearer|Evil/);
  });

  test.each([
    [undefined, "is empty"],
    [null, "is empty"],
    ["", "is empty"],
    [7, "must be a string of printable ASCII"],
    [{ token: "EAAB" }, "must be a string of printable ASCII"],
    ["EAA\nB", "must be a string of printable ASCII"],
  ])("rejects %j from a provider before anything is sent", async (token, problem) => {
    const { send, requests } = sending(json({}));
    const call = auth(() => token as string, [origin], ["https://files.example"])(send)(attemptOf());
    await expect(call).rejects.toThrow(problem);
    await expect(call).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });

  test("passes on the error of a provider, sending nothing", async () => {
    const { send, requests } = sending(json({}));
    const provider = () => Promise.reject(new Error("vault is sealed"));
    await expect(auth(provider, [origin], ["https://files.example"])(send)(attemptOf())).rejects.toThrow(
      "vault is sealed",
    );
    expect(requests).toEqual([]);
  });

  test.each([
    "https://evil.example/v25.0/1",
    "http://graph.example/v25.0/1",
    "https://graph.example:8443/v25.0/1",
    "https://graph.example.evil.example/v25.0/1",
    "https://graph.example@evil.example/v25.0/1",
    "https://graph.example",
    "//evil.example/v25.0/1",
  ])("sends no token to %s", async (url) => {
    for (const token of ["EAAB", async () => "EAAB", null]) {
      const { send, requests } = sending(json({}));
      const call = async () => auth(token, [origin], ["https://files.example"])(send)(attemptOf({}, url));
      await expect(call()).rejects.toThrow(`is not one of ${origins.join(", ")}; mediaOrigins adds others`);
      expect(requests).toEqual([]);
    }
  });

  test("sends the token in the Authorization header alone and keeps everything else", async () => {
    const { send, requests } = sending(json({}));
    const headers = new Headers({ "X-Other": "kept", Authorization: "Bearer other" });
    const { signal } = new AbortController();
    const given = attemptOf({ method: "POST", body: '{"code":"1"}', headers, signal }, `${origin}/v25.0/1?limit=2`);
    await auth("EAAB", [origin], ["https://files.example"])(send)(given);
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toEqual({ authorization: "Bearer EAAB", "x-other": "kept" });
    expect(requests[0]).toMatchObject({ url: `${origin}/v25.0/1?limit=2`, method: "POST", body: '{"code":"1"}' });
    expect(requests[0]?.signal).toBe(signal);
    expect(requests[0]?.call).toBe(given.call);
  });

  test("calls a provider again for each call and leaves the given request without the token", async () => {
    const { send, requests } = sending(json({}), json({}));
    const tokens = ["first", "second"];
    const authorized = auth(async () => tokens.shift() ?? "", [origin], ["https://files.example"])(send);
    const given = attemptOf();
    await authorized(given);
    await authorized(attemptOf());
    expect(requests.map((sent) => sent.headers.get("Authorization"))).toEqual(["Bearer first", "Bearer second"]);
    expect(given.headers.get("Authorization")).toBeNull();
  });

  test("sends no token at all when it is null", async () => {
    const { send, requests } = sending(json({}));
    await auth(null, [origin], ["https://files.example"])(send)(attemptOf());
    expect(requests[0]?.headers.has("Authorization")).toBe(false);
  });

  test("announces the token as the call says", async () => {
    const { send, requests } = sending(json({}));
    await auth("EAAB", [origin], ["https://files.example"])(send)(attemptOf({ call: { scheme: "OAuth" } }));
    expect(requests[0]?.headers.get("Authorization")).toBe("OAuth EAAB");
  });

  test("adds the token to the form of a batch, and to no other", async () => {
    const { send, requests } = sending(json({}), json({}));
    const authorized = auth("EAAB", [origin], ["https://files.example"])(send);
    const form = new URLSearchParams({ batch: "[]" });
    await authorized(attemptOf({ method: "POST", body: form, call: { path: "/" } }));
    await authorized(attemptOf({ method: "POST", body: form }));
    expect(requests.map(({ body }) => String(body))).toEqual(["batch=%5B%5D&access_token=EAAB", "batch=%5B%5D"]);
  });
});

describe("auth() with a signature", () => {
  const sign = (request: GraphRequest, token: string) =>
    new GraphRequest(`${request.url}?proof=${token.toLowerCase()}`, request);

  test.each(["EAAB", () => "EAAB"])("signs what goes to the API, not what goes to media (%s)", async (token) => {
    const { send, requests } = sending(json({}), json({}));
    const authorized = auth({ token, sign }, [origin], ["https://files.example"])(send);
    await authorized(attemptOf());
    await authorized(attemptOf({}, "https://files.example/1"));
    expect(requests.map(({ url }) => url)).toEqual([
      "https://graph.example/v25.0/7?proof=eaab",
      "https://files.example/1",
    ]);
    expect(requests.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer EAAB", "Bearer EAAB"]);
  });

  test("passes on what signing fails with, sending nothing", async () => {
    const { send, requests } = sending(json({}));
    const refuse = () => Promise.reject(new Error("no key"));
    await expect(
      auth({ token: "EAAB", sign: refuse }, [origin], ["https://files.example"])(send)(attemptOf()),
    ).rejects.toThrow("no key");
    expect(requests).toEqual([]);
  });
});

describe("auth() with a token that can be forgotten", () => {
  const refused = () => graphError(401, { code: 190 });

  /** A source of tokens that goes on to the next when one is forgotten. */
  function sourceOf(...tokens: string[]) {
    const forgotten: string[] = [];
    const source: TokenSource = () => tokens[forgotten.length] ?? "last";
    source.forget = (token) => void forgotten.push(token);
    return { source, forgotten };
  }

  test("returns the rejection when the source returns the same token again", async () => {
    const { send, requests } = sending(refused());
    const { source, forgotten } = sourceOf("same", "same");
    const response = await auth(source, [origin], ["https://files.example"])(send)(attemptOf());
    expect(response.status).toBe(401);
    expect([forgotten, requests.length]).toEqual([["same"], 1]);
  });

  test("returns the rejection of the second token too", async () => {
    const { send, requests } = sending(refused(), refused());
    const { source, forgotten } = sourceOf("first", "second");
    expect((await auth(source, [origin], ["https://files.example"])(send)(attemptOf())).status).toBe(401);
    expect([forgotten, requests.length]).toEqual([["first"], 2]);
  });

  test.each([
    ["another refusal", () => graphError(403, { code: 10 }), {}],
    ["a proxy's page", () => new Response("<html>", { status: 401 }), {}],
    ["a success", () => json({ code: 190 }), {}],
    ["the stream of a success", () => new Response('{"error":{"code":190}}'), { call: { isStream: true } }],
    ["a refusal of a body that is gone", refused, { method: "POST", body: new ReadableStream() }],
  ])("hands over %s", async (_, answer, init) => {
    const { send, requests } = sending(answer());
    const { source, forgotten } = sourceOf("first", "second");
    await auth(source, [origin], ["https://files.example"])(send)(attemptOf(init));
    expect([forgotten, requests.length]).toEqual([[], 1]);
  });

  test.each([
    ["a GET", refused(), "GET"],
    ["a POST, which was not carried out", refused(), "POST"],
    ["a success that carries the refusal", json({ error: { code: 190 } }), "GET"],
  ])("sends %s once more", async (_, answer, method) => {
    const { send, requests } = sending(answer, json({ id: "7" }));
    const { source, forgotten } = sourceOf("first", "second");
    const response = await auth(source, [origin], ["https://files.example"])(send)(attemptOf({ method }));
    expect(await response.json()).toEqual({ id: "7" });
    expect(forgotten).toEqual(["first"]);
    expect(requests.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer first", "Bearer second"]);
  });
});
