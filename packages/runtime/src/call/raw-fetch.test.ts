import { afterEach, describe, expect, test, vi } from "vitest";
import { answering, graphError, json, lost } from "../answers.test-support.ts";
import { createClient } from "../client.ts";
import type { ClientOptions } from "../client-types.ts";
import { GraphConnectionError } from "../errors/connection-error.ts";
import { GraphError } from "../errors/graph-error.ts";
import type { TestPaths } from "../paths.test-support.ts";

function connect(...answers: Parameters<typeof answering>) {
  const { fetch, requests } = answering(...answers);
  const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", fetch, retry: { delay: 0 } });
  return { client, requests };
}

describe("client.fetch() rejects", () => {
  test.each(["https://evil.example/x", "https://lookaside.fbsbx.com.evil.example/x", "http://lookaside.fbsbx.com/x"])(
    "to send the token to %s",
    async (url) => {
      const { client, requests } = connect(json({}));
      await expect(client.fetch(url)).rejects.toThrow("is not one of https://");
      expect(requests).toEqual([]);
    },
  );

  test("what is no address", async () => {
    const sent = connect().client.fetch("lookaside?access_token=EAAB");
    await expect(sent).rejects.toThrow("Cannot GET /{url}: the URL must be absolute or start with /");
  });

  test.each([
    ["https://graph.facebook.com/v25.0/me?fields=id", "https://graph.facebook.com"],
    ["https://evil.example:8080/a?hash=ARharbour", "https://evil.example:8080"],
    ["https://EAAB@lookaside.fbsbx.com.evil.example/a", "https://lookaside.fbsbx.com.evil.example"],
    ["/me", "a URL without a host"],
    ["data:text/plain,a", "a URL without a host"],
  ])("%s where a media URL is wanted, and names its host alone", async (url, named) => {
    const { client, requests } = connect(json({}));
    await expect(client.fetch(url, { onlyMedia: true })).rejects.toThrow(
      new TypeError(
        `Cannot GET /{url}: ${named} is not one of the client's mediaOrigins, which are https://lookaside.fbsbx.com`,
      ),
    );
    expect(requests).toEqual([]);
  });

  test("an invalid timeout", async () => {
    const sent = connect().client.fetch("/upload:1", { timeout: 0 });
    await expect(sent).rejects.toThrow("Cannot GET /{url}: timeout must be more than 0 milliseconds, not 0");
  });

  test("to follow a redirect", async () => {
    const { client } = connect(new Response(null, { status: 302, headers: { Location: "https://evil.example" } }));
    await expect(client.fetch("/upload:1")).rejects.toThrow("Cannot GET /{url}: the response is a redirect");
  });
});

describe("client.fetch()", () => {
  test("throws the platform's error, with the caller's name of the call", async () => {
    const { client } = connect(graphError(404, { code: 100 }));
    const sent = client.fetch("/upload:1", { method: "POST", path: "/{upload_session_id}" });
    await expect(sent).rejects.toThrow(GraphError);
    await expect(sent).rejects.toThrow(/^Cannot POST \/\{upload_session_id\}: it went wrong/);
  });

  test("throws when no response comes, after retries", async () => {
    const { client, requests } = connect(...Array.from({ length: 4 }, () => lost("ECONNRESET")));
    await expect(client.fetch("/upload:1")).rejects.toThrow(GraphConnectionError);
    expect(requests).toHaveLength(4);
  });

  test("retries a replayable POST", async () => {
    const { client, requests } = connect(lost("ECONNRESET"), json({ h: "4" }));
    await client.fetch("/upload:1", { method: "POST", body: "bytes", replayable: true });
    expect(requests).toHaveLength(2);
  });

  test("calls below the version, with its headers and the requested scheme", async () => {
    const { client, requests } = connect(json({ h: "4" }));
    const response = await client.fetch("/upload:1?sig=2", {
      method: "POST",
      scheme: "OAuth",
      headers: { file_offset: "0" },
      body: "bytes",
    });
    expect(requests[0]?.url).toBe("https://graph.facebook.com/v25.0/upload:1?sig=2");
    expect(requests[0]?.headers.get("Authorization")).toBe("OAuth EAAB");
    expect(requests[0]?.headers.get("file_offset")).toBe("0");
    expect(await requests[0]?.text()).toBe("bytes");
    expect(await response.json()).toEqual({ h: "4" });
  });

  test("returns the body unread", async () => {
    const { client } = connect(new Response("bytes"));
    const response = await client.fetch("https://lookaside.fbsbx.com/attachments/?mid=1");
    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toBe("bytes");
  });

  test("may go to more origins of the client", async () => {
    const { fetch, requests } = answering(json({}));
    const options = { auth: "EAAB", fetch, mediaOrigins: ["http://127.0.0.1:9"] } satisfies ClientOptions;
    await createClient<{ "v25.0": TestPaths }>(options).fetch("http://127.0.0.1:9/media/1");
    expect(requests).toHaveLength(1);
    expect(() => createClient<{ "v25.0": TestPaths }>({ ...options, mediaOrigins: ["http://evil.example"] })).toThrow(
      "mediaOrigins is not https",
    );
  });
});

test("a client without a token sends none", async () => {
  const { fetch, requests } = answering(json({ access_token: "EAAB" }));
  await createClient<{ "v25.0": TestPaths }>({ auth: null, fetch }).GET("/shelves");
  expect(requests[0]?.headers.has("Authorization")).toBe(false);
});

describe("client.fetch() reads the whole response with parseAs", () => {
  afterEach(() => vi.useRealTimers());

  test("again after it broke off or stalled", async () => {
    vi.useFakeTimers();
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
    const { client, requests } = connect(new Response(broken), new Response(new ReadableStream()), json({ h: "4" }));
    const response = client.fetch("/upload:1", { parseAs: "text", timeout: 5000 });
    await vi.advanceTimersByTimeAsync(6000);
    expect(await (await response).json()).toEqual({ h: "4" });
    expect(requests).toHaveLength(3);
  });

  test("within the timeout of the client", async () => {
    vi.useFakeTimers();
    const { fetch } = answering(new Response(new ReadableStream()));
    const client = createClient<{ "v25.0": TestPaths }>({ auth: "EAAB", fetch, retry: false, timeout: 5000 });
    const fail = vi.fn();
    void client.fetch("/upload:1", { parseAs: "text" }).catch(fail);
    await vi.advanceTimersByTimeAsync(5000);
    expect(fail).toHaveBeenCalledWith(expect.objectContaining({ message: "Cannot GET /{url}: timeout" }));
  });
});
