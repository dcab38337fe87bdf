import { describe, expect, test, vi } from "vitest";
import { answering, graphError, json } from "../answers.test-support.ts";
import { createClient } from "../client.ts";
import { unwrap } from "../errors/call-result.ts";
import type { TestPaths } from "../paths.test-support.ts";
import { type IssuedToken, tokenProvider } from "./token-provider.ts";
import { stopTime } from "../time.test-support.ts";

stopTime({ now: new Date("2026-11-20T08:00:00Z") });

const hour = 3600;

/** Loads EAAB1, EAAB2 and so on. */
function issuing(expires_in?: number) {
  let count = 0;
  return vi.fn(async (): Promise<IssuedToken> => {
    count++;
    return { access_token: `EAAB${count}`, ...(expires_in !== undefined && { expires_in }) };
  });
}

describe("tokenProvider()", () => {
  test("passes on the error of loading to all who wait, and loads again for the next", async () => {
    const load = vi
      .fn<() => Promise<IssuedToken>>()
      .mockRejectedValueOnce(new Error("vault is sealed"))
      .mockResolvedValue({ access_token: "EAAB" });
    const token = tokenProvider(load);
    const results = await Promise.allSettled([token(), token()]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(await token()).toBe("EAAB");
  });

  test.each([
    undefined,
    null,
    "EAAB",
    {},
    { access_token: 7 },
    { access_token: "" },
    { access_token: "EAA\nB" },
    { access_token: "EAÄB" },
  ])("keeps nothing of %j, which contains no valid token", async (issued) => {
    const load = vi.fn(async () => issued as IssuedToken);
    const token = tokenProvider(load);
    const first = token() as Promise<string>;
    await expect(first).rejects.toThrow(/^Cannot use the loaded token: the access token (is empty|must be a string)/);
    await expect(first).rejects.not.toThrow(/EA/);
    load.mockResolvedValue({ access_token: "EAAB" });
    expect(await token()).toBe("EAAB");
    expect(load.mock.calls).toEqual([[undefined], [undefined]]);
  });

  test("keeps the current token when the next one is malformed", async () => {
    const load = vi.fn<() => Promise<IssuedToken>>().mockResolvedValueOnce({ access_token: "EAAB", expires_in: hour });
    load.mockResolvedValue({ access_token: "EAA B", expires_in: hour });
    const token = tokenProvider(load);
    await token();
    vi.advanceTimersByTime(hour * 1000 - 1);
    expect(await token()).toBe("EAAB");
    await vi.advanceTimersByTimeAsync(0);
    expect(await token()).toBe("EAAB");
    vi.advanceTimersByTime(1);
    await expect(token()).rejects.toThrow("Cannot use the loaded token");
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "soon", "-5", "1e3", "", "Infinity", true, {}, []])(
    "rejects a token that expires in %j",
    async (expires_in) => {
      const token = tokenProvider(async () => ({ access_token: "EAAB", expires_in }) as IssuedToken);
      await expect(token()).rejects.toThrow("Cannot use the loaded token: expires_in is not a number of seconds");
    },
  );

  test("treats what loading throws at once like a rejection", async () => {
    const load = vi.fn((): Promise<IssuedToken> => {
      throw new Error("vault is sealed");
    });
    const token = tokenProvider(load);
    await expect(token()).rejects.toThrow("vault is sealed");
    load.mockResolvedValue({ access_token: "EAAB", expires_in: hour });
    expect(await token()).toBe("EAAB");
    load.mockImplementation(() => {
      throw new Error("vault is sealed again");
    });
    vi.advanceTimersByTime(hour * 1000 - 1);
    expect(token()).toBe("EAAB");
    await vi.advanceTimersByTimeAsync(0);
    expect(token()).toBe("EAAB");
  });

  test("gives up a load that hangs, so that the next call can try again", async () => {
    const load = vi.fn<() => Promise<IssuedToken>>().mockReturnValueOnce(new Promise(() => {}));
    load.mockResolvedValue({ access_token: "EAAB" });
    const token = tokenProvider(load, { timeout: 1000 });
    const first = Promise.resolve(token()).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await first).toEqual(new Error("Cannot load a token: timeout"));
    expect(await token()).toBe("EAAB");
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([{ refreshEarly: -1 }, { retryDelay: Number.NaN }, { timeout: 0 }])("rejects %j", (options) => {
    expect(() => tokenProvider(issuing(), options)).toThrow(/^Cannot provide tokens: \w+ must be/);
  });

  test("loads once for all who ask at the same time, and keeps the token", async () => {
    const load = issuing(hour);
    const token = tokenProvider(load);
    expect(await Promise.all([token(), token(), token()])).toEqual(["EAAB1", "EAAB1", "EAAB1"]);
    expect(await token()).toBe("EAAB1");
    expect(load).toHaveBeenCalledTimes(1);
  });

  test.each([undefined, null, 0, "0"])("keeps a token for ever that expires in %s", async (expires_in) => {
    const token = tokenProvider(issuing(expires_in as number));
    await token();
    vi.advanceTimersByTime(400 * 24 * hour * 1000);
    expect(await token()).toBe("EAAB1");
  });

  test("loads another one early, in the background and once, with the one before", async () => {
    const load = issuing(hour);
    const token = tokenProvider(load, { refreshEarly: 60_000 });
    await token();
    vi.advanceTimersByTime(hour * 1000 - 60_000);
    expect([token(), token()]).toEqual(["EAAB1", "EAAB1"]);
    await vi.runAllTimersAsync();
    expect(await token()).toBe("EAAB2");
    expect(load.mock.calls).toEqual([[undefined], ["EAAB1"]]);
  });

  test("keeps the current token when another one cannot be loaded, until it expires", async () => {
    const load = issuing(hour);
    const onError = vi.fn<(error: unknown) => void>();
    const token = tokenProvider(load, { onError });
    await token();
    load.mockRejectedValue(new Error("vault is sealed"));
    vi.advanceTimersByTime(hour * 1000 - 1);
    expect(await token()).toBe("EAAB1");
    await vi.advanceTimersByTimeAsync(0);
    expect(onError).toHaveBeenCalledExactlyOnceWith(new Error("vault is sealed"));
    vi.advanceTimersByTime(1);
    await expect(token()).rejects.toThrow("vault is sealed");
  });

  test("tries again after a pause when another one cannot be loaded, not with every call", async () => {
    const load = issuing(hour);
    const onError = vi.fn<(error: unknown) => void>();
    const token = tokenProvider(load, { onError, retryDelay: 10_000 });
    await token();
    load.mockRejectedValue(new Error("vault is sealed"));
    vi.advanceTimersByTime(hour * 1000 - 5 * 60_000);
    const callFor = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        expect(await token()).toBe("EAAB1");
        await vi.advanceTimersByTimeAsync(1000);
      }
    };
    await callFor(40);
    expect(load).toHaveBeenCalledTimes(1 + 4);
    expect(onError).toHaveBeenCalledTimes(4);
  });

  test.each([1, 60, 299, 300, 301, 400])(
    "loads about once in a life of %i s, however many calls there are",
    async (life) => {
      const load = issuing(life);
      const token = tokenProvider(load);
      for (let call = 0; call < 100; call++) {
        await token();
        await vi.advanceTimersByTimeAsync(life * 10 * 10);
      }
      // ten lives, each of which may end a tenth early
      expect(load.mock.calls.length).toBeLessThanOrEqual(10 / 0.9 + 1);
    },
  );

  test("loads once in a life that is shorter than refreshEarly, until its last tenth", async () => {
    const load = issuing(60);
    const token = tokenProvider(load);
    for (let second = 0; second < 54; second++) {
      await token();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("loads for those who wait once a token is forgotten, also while another one is loaded", async () => {
    const load = issuing(hour);
    const token = tokenProvider(load);
    await token();
    vi.advanceTimersByTime(hour * 1000 - 1);
    expect(token()).toBe("EAAB1"); // begins to load another one
    token.forget?.("EAAB1");
    expect(await Promise.all([token(), token()])).toEqual(["EAAB2", "EAAB2"]);
    token.forget?.("EAAB1"); // told late, by another call
    expect(token()).toBe("EAAB2");
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("says nothing of such an error where nobody listens", async () => {
    const load = issuing(hour);
    const token = tokenProvider(load);
    await token();
    load.mockRejectedValue(new Error("vault is sealed"));
    vi.advanceTimersByTime(hour * 1000 - 1);
    await token();
    await vi.advanceTimersByTimeAsync(0);
    expect(await token()).toBe("EAAB1");
  });
});

describe("a client with a token provider", () => {
  const params = { path: { shelf_id: "7" } };
  const refused = () => graphError(401, { code: 190, error_subcode: 463 });
  const connect = (token: ReturnType<typeof tokenProvider>, fetch: ReturnType<typeof answering>["fetch"]) =>
    createClient<{ "v25.0": TestPaths }>({ auth: token, fetch });

  test("sends a call once more with a new token when its own is rejected, also a POST", async () => {
    const { fetch, requests } = answering(refused(), json({ id: "8" }));
    const load = issuing();
    const client = connect(tokenProvider(load), fetch);
    expect(unwrap(await client.POST("/{shelf_id}/books", { params, body: { title: "Waves" } }))).toEqual({ id: "8" });
    expect(requests.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer EAAB1", "Bearer EAAB2"]);
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual([
      '{"title":"Waves"}',
      '{"title":"Waves"}',
    ]);
  });

  test("loads once for all calls whose token is rejected", async () => {
    const { fetch } = answering(refused(), refused(), json({ id: "7" }), json({ id: "7" }));
    const load = issuing();
    const client = connect(tokenProvider(load), fetch);
    await Promise.all([client.GET("/{shelf_id}", { params }), client.GET("/{shelf_id}", { params })]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("returns the rejection when the new token is rejected too, or is the same", async () => {
    const twice = answering(refused(), refused());
    const { error } = await connect(tokenProvider(issuing()), twice.fetch).GET("/{shelf_id}", { params });
    expect(error?.error.code).toBe(190);
    const once = answering(refused());
    await connect(
      tokenProvider(async () => ({ access_token: "EAAB" })),
      once.fetch,
    ).GET("/{shelf_id}", { params });
    expect(once.requests).toHaveLength(1);
  });

  test("keeps the token when the platform rejects a call for another reason", async () => {
    const { fetch } = answering(graphError(400, { code: 100 }), json({ error: { code: 100 } }), json({ id: "7" }));
    const load = issuing();
    const client = connect(tokenProvider(load), fetch);
    for (let count = 0; count < 3; count++) await client.GET("/{shelf_id}", { params });
    expect(load).toHaveBeenCalledTimes(1);
  });
});
