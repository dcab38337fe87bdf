import { createHmac } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { answering, json } from "../answers.test-support.ts";
import { withAppSecret } from "./app-secret.ts";
import { batch } from "../batch/batch.ts";
import { createClient } from "../client.ts";
import type { TestPaths } from "../paths.test-support.ts";
import { stopTime } from "../time.test-support.ts";

stopTime({ now: new Date("2026-11-20T08:00:59Z"), toFake: ["Date"] });

const secret = "0123456789abcdef0123456789abcdef";
const hmac = (text: string) => createHmac("sha256", secret).update(text).digest("hex");
const proof = hmac("EAAB");
const params = { path: { shelf_id: "7" } };

function connect(options: { time?: boolean } = {}, middleware = [] as ReturnType<typeof batch>[]) {
  const { fetch, requests } = answering(...Array.from({ length: 4 }, () => json({ id: "7", data: [] })));
  const auth = withAppSecret("EAAB", secret, options);
  return { client: createClient<{ "v25.0": TestPaths }>({ auth, fetch, middleware }), requests };
}

const search = (request: Request | undefined) => Object.fromEntries(new URL(request?.url ?? "").searchParams);

describe("withAppSecret()", () => {
  test("rejects an empty secret", () => {
    expect(() => withAppSecret("EAAB", "")).toThrow("Cannot sign calls: the app secret is empty");
  });

  test("adds the proof to the query of a GET, with and without another one, and of a DELETE", async () => {
    const { client, requests } = connect();
    await client.GET("/{shelf_id}", { params });
    await client.GET("/{shelf_id}/books", { params: { ...params, query: { limit: 2 } } });
    await client.DELETE("/{shelf_id}/books", { params: { ...params, query: { book_id: "8" } } });
    expect(requests.map(search)).toEqual([
      { appsecret_proof: proof },
      { limit: "2", appsecret_proof: proof },
      { book_id: "8", appsecret_proof: proof },
    ]);
  });

  test("adds it to a JSON object", async () => {
    const { client, requests } = connect();
    await client.POST("/{shelf_id}/books", { params, body: { title: "Waves" } });
    expect(await requests[0]?.json()).toEqual({ title: "Waves", appsecret_proof: proof });
    expect(search(requests[0])).toEqual({});
  });

  test("leaves JSON text unchanged: long numbers are not rounded", async () => {
    const { client, requests } = connect();
    const headers = { "Content-Type": "application/json" };
    await client.fetch("/7/books", { method: "POST", headers, body: '{ "id": 12345678901234567890, "f": 1.0 }' });
    await client.fetch("/7/books", { method: "POST", headers, body: "{ }" });
    await client.fetch("/7/books", { method: "POST", headers, body: "{ broken" });
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual([
      `{ "id": 12345678901234567890, "f": 1.0,"appsecret_proof":"${proof}"}`,
      `{"appsecret_proof":"${proof}"}`,
      "{ broken",
    ]);
    expect(requests.map(search)).toEqual([{}, {}, { appsecret_proof: proof }]);
  });

  test("adds it to a form of text and to one with files, whose content stays", async () => {
    const { client, requests } = connect();
    const form = new URLSearchParams({ title: "Waves" });
    await client.POST("/{shelf_id}/books", { params, body: form as never });
    const cover = new File(["png"], "cover.png", { type: "image/png" });
    await client.POST("/{shelf_id}/books", { params, body: { title: "Waves", cover } as never });
    expect(await requests[0]?.text()).toBe(`title=Waves&appsecret_proof=${proof}`);
    const sent = await requests[1]?.formData();
    expect(sent?.get("appsecret_proof")).toBe(proof);
    expect(sent?.get("title")).toBe("Waves");
    expect((sent?.get("cover") as File | null)?.name).toBe("cover.png");
    expect(form.has("appsecret_proof")).toBe(false);
  });

  test("adds it to the query where the body has no place for it", async () => {
    const { client, requests } = connect();
    await client.POST("/{shelf_id}/books", { params, body: new Blob(["{}"], { type: "text/plain" }) as never });
    await client.POST("/{shelf_id}/books", { params, body: ["Waves"] as never });
    expect(requests.map(search)).toEqual([{ appsecret_proof: proof }, { appsecret_proof: proof }]);
  });

  test("adds it once to a batch", async () => {
    const { client, requests } = connect({}, [batch()]);
    await Promise.allSettled([client.GET("/{shelf_id}", { params }), client.GET("/shelves")]);
    const body = new URLSearchParams(await requests[0]?.text());
    expect(body.get("appsecret_proof")).toBe(proof);
    expect(body.get("batch")).not.toContain("appsecret_proof");
  });

  test("can prove the time too, anew each minute", async () => {
    const { client, requests } = connect({ time: true });
    await client.GET("/{shelf_id}", { params });
    vi.setSystemTime(new Date("2026-11-20T08:01:00Z"));
    await client.GET("/{shelf_id}", { params });
    const times = ["2026-11-20T08:00:00Z", "2026-11-20T08:01:00Z"].map((time) => String(Date.parse(time) / 1000));
    expect(requests.map(search)).toEqual(
      times.map((time) => ({ appsecret_proof: hmac(`EAAB|${time}`), appsecret_time: time })),
    );
  });

  test("computes the proof once per token", async () => {
    const sign = vi.spyOn(crypto.subtle, "sign");
    const { client } = connect();
    for (let count = 0; count < 3; count++) await client.GET("/{shelf_id}", { params });
    expect(sign).toHaveBeenCalledTimes(1);
    sign.mockRestore();
  });

  test("sends no proof to the host of media", async () => {
    const { client, requests } = connect();
    await client.fetch("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1");
    expect(search(requests[0])).toEqual({ mid: "1" });
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer EAAB");
  });
});
