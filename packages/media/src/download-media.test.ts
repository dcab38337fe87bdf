import { GraphConnectionError, GraphError } from "@openwaba/runtime";
import { describe, expect, it, vi } from "vitest";
import { downloadMedia, type DownloadOptions } from "./download-media.ts";
import { MediaError } from "./media-error.ts";
import { nodeSha256 } from "./node.ts";
import {
  bytesOf,
  clientAborting,
  clientOn,
  clientServedBy,
  never,
  phone_number_id,
  serve,
  sha256Of,
  stalled,
  start,
  startWithFile,
  stopTimers,
} from "./transfer.test-support.ts";

const bytes = bytesOf(300_000);

const read = async (download: Promise<{ bytes(): Promise<Uint8Array> }>) => (await download).bytes();
/** What the platform was asked for after the file was there. */
const operations = ({ calls }: { calls: readonly { operation?: string; status: number }[] }) =>
  calls.slice(2).map(({ operation, status }) => `${operation} ${status}`);

const metadata = { url: "https://lookaside.fbsbx.com/file", sha256: sha256Of(Buffer.from("a")) };

/** A platform with a file of one byte, and what it says about it. */
const hosting = (said: object, init?: ResponseInit) => (url: string) =>
  url.includes("/1") ? Response.json({ ...metadata, ...said }) : new Response("a", init);

describe("downloadMedia() rejects", () => {
  it.each([
    [{ media_id: "" }, {}, 'Cannot GET /{media_id}: media_id is "", which is not an id'],
    [{ media_id: "\ud800" }, {}, 'Cannot GET /{media_id}: media_id is "\\ud800", which is not an id'],
    [{ media_id: "1" }, { timeout: 0 }, "Cannot GET /{media_url}: timeout must be more than 0 milliseconds, not 0"],
    [{ media_id: "1" }, { userAgent: "a\r\nX-Evil: 1" }, "Cannot GET /{media_url}: userAgent must be printable ASCII"],
    [{ media_id: "1" }, { maxSize: Number.NaN }, "Cannot GET /{media_url}: maxSize must be a count of bytes, not NaN"],
  ])("%j with %j before anything is sent", async (media, options, message) => {
    const { client, sent } = await start();
    await expect(downloadMedia(client, media, options)).rejects.toThrow(new TypeError(message));
    expect(sent).toEqual([]);
  });

  it("a URL on another host, to which nothing is sent", async () => {
    const { client, sent } = await start();
    const stranger = await serve((_, response) => response.end());
    await expect(downloadMedia(client, { url: `${stranger.url}/file` })).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
    expect(stranger.arrived).toEqual([]);
  });

  it.each([
    ["the Graph API", "https://graph.facebook.com/v25.0/me?access_token=a", "https://graph.facebook.com"],
    ["another host", "https://media.example:444/secret?hash=ARharbour", "https://media.example:444"],
    ["no host", "/me", "a URL without a host"],
  ])("an address of %s, whose host alone is named", async (_, url, named) => {
    const { client, requests } = clientOn(never);
    await expect(downloadMedia(client, { url, media_id: "1" })).rejects.toThrow(
      new TypeError(
        `Cannot GET /{media_url}: ${named} is not one of the client's mediaOrigins, which are https://lookaside.fbsbx.com`,
      ),
    );
    expect(requests).toEqual([]);
  });

  it("a URL of the Graph API in the response of the platform", async () => {
    const { client, requests } = clientOn(() =>
      Response.json({ ...metadata, url: "https://graph.facebook.com/v25.0/me" }),
    );
    await expect(downloadMedia(client, { media_id: "1" })).rejects.toThrow("https://graph.facebook.com is not one of");
    expect(requests).toEqual(["GET /v25.0/1"]);
  });

  it("a redirect, to which nothing is sent", async () => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    const stranger = await serve((_, response) => response.end());
    sandbox.inject({ kind: "redirect", to: `${stranger.url}/elsewhere` });
    const download = downloadMedia(client, { media_id });
    await expect(download).rejects.toThrow(expect.objectContaining({ name: "GraphError", status: 302, code: -1 }));
    expect(stranger.arrived).toEqual([]);
  });

  it("a file that is announced as too large, before it is downloaded", async () => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    await expect(downloadMedia(client, { media_id }, { maxSize: 299_999 })).rejects.toThrow(
      new MediaError("Cannot download the file: it has 300000 bytes, more than the maxSize of 299999", "too-large"),
    );
    expect(operations(sandbox)).toEqual(["getMedia 200"]);
  });

  it.each(["md5", "", 7, {}])("the hash %j, which it cannot read", async (sha256) => {
    const { client, requests } = clientOn(hosting({ sha256 }));
    const given = { url: metadata.url, sha256: sha256 as string };
    const problem = "its sha256 is neither 64 hexadecimal digits nor Base64";
    await expect(downloadMedia(client, given)).rejects.toThrow(problem);
    expect(requests).toEqual([]);
    await expect(downloadMedia(client, { media_id: "1" })).rejects.toThrow(problem);
    expect(requests).toEqual(["GET /v25.0/1"]);
  });

  it.each([null, undefined])("metadata whose hash is %s, unless verify is false", async (sha256) => {
    const { client } = clientOn(hosting({ sha256 }));
    const download = downloadMedia(client, { media_id: "1" }, { verify: true });
    await expect(download).rejects.toThrow(
      new MediaError("Cannot download the file: its sha256 is missing, and verify is not false", "hash"),
    );
    expect(await read(downloadMedia(client, { media_id: "1" }, { verify: false }))).toHaveLength(1);
  });

  it.each([null, "", 7])("metadata whose url is %j", async (url) => {
    const { client } = clientOn(() => Response.json({ ...metadata, url }));
    await expect(downloadMedia(client, { media_id: "1" })).rejects.toThrow(
      "Cannot GET /{media_id}: the response has no url",
    );
  });
});

describe("downloadMedia() fails", () => {
  it("for an unknown id", async () => {
    const { client } = await start();
    await expect(downloadMedia(client, { media_id: "12" })).rejects.toThrow(GraphError);
  });

  it("for a number that the file does not belong to", async () => {
    const { client, media_id } = await startWithFile(bytes);
    await expect(downloadMedia(client, { media_id, phone_number_id: "12" })).rejects.toThrow(GraphError);
  });

  it("while it is read, when the bytes differ from what was announced", async () => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    sandbox.inject({ kind: "corrupt" });
    await expect(read(downloadMedia(client, { media_id }))).rejects.toThrow(
      new MediaError("Cannot download the file: its hash does not match the announced one", "hash"),
    );
  });

  it.each(["hex", "base64"] as const)("while it is read, when the hash in %s does not match", async (encoding) => {
    const { client, url } = await startWithFile(bytes);
    const media = { url, sha256: sha256Of(bytesOf(3), encoding) };
    await expect(read(downloadMedia(client, media))).rejects.toThrow("its hash does not match");
  });

  it.each([
    [299_999, "it has more than the 299999 bytes that were announced"],
    ["300001", "it has 300000 of the 300001 bytes that were announced"],
  ])("while it is read, when it has not the size %j", async (file_size, problem) => {
    const { client, url } = await startWithFile(bytes);
    const download = read(downloadMedia(client, { url, file_size }));
    await expect(download).rejects.toThrow(new MediaError(`Cannot download the file: ${problem}`, "size"));
  });

  it("while it is read, when the caller knows another hash than the platform", async () => {
    const { client, media_id } = await startWithFile(bytes);
    const download = downloadMedia(client, { media_id, sha256: sha256Of(bytesOf(3)) });
    await expect(read(download)).rejects.toThrow("its hash does not match");
  });

  it("while it is read, when options are named but not given", async () => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    sandbox.inject({ kind: "corrupt" });
    const options = { verify: undefined, timeout: undefined, maxSize: undefined } as unknown as DownloadOptions;
    await expect(read(downloadMedia(client, { media_id }, options))).rejects.toThrow("its hash does not match");
  });

  it("while it is read, when it never ends", async () => {
    const { client, sandbox, url } = await startWithFile(bytes);
    sandbox.inject({ kind: "endless" });
    const { stream } = await downloadMedia(client, { url }, { maxSize: 1_000_000 });
    let count = 0;
    const reading = (async () => {
      for await (const chunk of stream) count += chunk.length;
    })();
    await expect(reading).rejects.toThrow(
      new MediaError("Cannot download the file: it has more bytes than the maxSize of 1000000", "too-large"),
    );
    expect(count).toBeLessThanOrEqual(1_000_000);
  });

  it.each([
    ["in the middle", { kind: "cut", bytes: 100_000 }],
    ["after its headers", { kind: "drop", after: "headers" }],
  ] as const)("while it is read, when the connection is cut %s", async (_, fault) => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    sandbox.inject({ ...fault, operation: "downloadMedia" });
    await expect(read(downloadMedia(client, { media_id }))).rejects.toThrow(GraphConnectionError);
  });

  it("with the reason of the signal while it is read", async () => {
    const { client, media_id } = await startWithFile(bytes);
    const controller = new AbortController();
    const { stream } = await downloadMedia(client, { media_id }, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(new Response(stream).bytes()).rejects.toThrow("enough");
  });

  it.each([
    ["never responds with its metadata", (url: string) => (url.includes("/1") ? never() : new Response("a"))],
    ["stalls in its metadata", (url: string) => (url.includes("/1") ? stalled() : new Response("a"))],
    ["never responds with the file", (url: string) => (url.includes("/1") ? Response.json(metadata) : never())],
    ["stalls in the file", (url: string) => (url.includes("/1") ? Response.json(metadata) : stalled())],
  ])("at once with the signal, also for a falsy reason, when the host %s", async (_, answer) => {
    const { client, signal } = clientAborting(answer);
    await expect(read(downloadMedia(client, { media_id: "1" }, { signal }))).rejects.toBe(0);
  });

  it("with the reason of the signal before anything is sent", async () => {
    const { client } = await start();
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(downloadMedia(client, { media_id: "1" }, { signal })).rejects.toThrow("enough");
  });
});

describe("downloadMedia() fails after its idle timeout", () => {
  it.each([
    ["of the address", ""],
    ["of the bytes", "/start"],
  ])("%s", async (_, path) => {
    stopTimers();
    const { client, url, arrived } = await clientServedBy((request, response) => {
      if (request.url === "/start") response.write("a");
    });
    const outcome: unknown[] = [];
    void read(downloadMedia(client, { url: url + path })).catch((error: unknown) => outcome.push(error));
    while (outcome.length === 0) {
      await new Promise(setImmediate);
      if (arrived.length > 0) await vi.advanceTimersByTimeAsync(1000);
    }
    expect(outcome).toMatchObject([{ name: "GraphConnectionError", message: "Cannot GET /{media_url}: timeout" }]);
  });
});

describe("downloadMedia() downloads", () => {
  it("a file with its metadata, and sends its user agent", async () => {
    const { client, sent, media_id } = await startWithFile(bytes);
    const file = await downloadMedia(client, { media_id, phone_number_id });
    expect(file).toMatchObject({ type: "image/jpeg", size: 300_000, sha256: sha256Of(bytes) });
    const blob = await file.blob();
    expect(blob.type).toBe("image/jpeg");
    expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
    expect(sent[1]?.headers.get("User-Agent")).toBe("openwaba/1.0");
    expect(sent[1]?.headers.get("Authorization")).toMatch(/^Bearer sandbox-/);
  });

  it.each(["hex", "base64"] as const)("from the URL in a webhook, with a hash in %s", async (encoding) => {
    const { client, sandbox, media_id, url } = await startWithFile(bytes);
    const media = { media_id, url, mime_type: "image/png", sha256: sha256Of(bytes, encoding), file_size: 300_000 };
    const options = { hash: nodeSha256, userAgent: "harbour-coffee/2.0", timeout: false } as const;
    const file = await downloadMedia(client, media, options);
    expect(file).toMatchObject({ type: "image/png", size: 300_000, sha256: sha256Of(bytes) });
    expect(Buffer.from(await file.bytes()).equals(bytes)).toBe(true);
    expect(operations(sandbox)).toEqual(["downloadMedia 200"]);
  });

  it("from an expired URL, which is renewed once", async () => {
    let now = Date.UTC(2026, 10, 20);
    const { client, sandbox, media_id, url } = await startWithFile(bytes, () => now);
    now += 5 * 60_000;
    expect(await read(downloadMedia(client, { media_id, url }))).toHaveLength(300_000);
    expect(operations(sandbox)).toEqual(["downloadMedia 404", "getMedia 200", "downloadMedia 200"]);
  });

  it("nothing when the renewed URL is not found either, or cannot be renewed", async () => {
    const { client, sandbox, media_id, url } = await startWithFile(bytes);
    sandbox.inject({ kind: "gone", times: 2 });
    await expect(downloadMedia(client, { media_id })).rejects.toThrow(expect.objectContaining({ status: 404 }));
    expect(operations(sandbox)).toEqual(["getMedia 200", "downloadMedia 404", "getMedia 200", "downloadMedia 404"]);
    sandbox.inject({ kind: "gone" });
    await expect(downloadMedia(client, { url })).rejects.toThrow(GraphError);
  });

  it("again when the host fails temporarily", async () => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    sandbox.inject({ kind: "transient", operation: "downloadMedia" });
    sandbox.inject({ kind: "drop", operation: "downloadMedia" });
    expect(await read(downloadMedia(client, { media_id }))).toHaveLength(300_000);
  });

  it("bytes that are not compared, when verify is false", async () => {
    const { client, sandbox, media_id } = await startWithFile(bytes);
    sandbox.inject({ kind: "corrupt" });
    expect(await read(downloadMedia(client, { media_id }, { verify: false }))).toHaveLength(300_000);
  });

  it.each(["md5", "", 7, null])("a file whose hash is %j, when verify is false", async (sha256) => {
    const { client } = clientOn(hosting({ sha256 }));
    for (const media of [{ media_id: "1" }, { url: metadata.url, sha256: sha256 as string }]) {
      const file = await downloadMedia(client, media, { verify: false });
      expect(file.sha256).toBeUndefined();
      expect(await file.bytes()).toHaveLength(1);
    }
  });

  it.each([
    [{ mime_type: "image/png\r\nX-Evil: 1" }, { type: "audio/aac", size: undefined }],
    [{ mime_type: "" }, { type: "audio/aac", size: undefined }],
    [{ mime_type: 7 }, { type: "audio/aac", size: undefined }],
    [
      { mime_type: "image/png", file_size: "1" },
      { type: "image/png", size: 1 },
    ],
    [{ file_size: -1 }, { size: undefined }],
    [{ file_size: "-1" }, { size: undefined }],
    [{ file_size: 1.5 }, { size: undefined }],
    [{ file_size: null }, { size: undefined }],
    [{ file_size: [5] }, { size: undefined }],
    [{ file_size: "" }, { size: undefined }],
  ])("a file of which %j is said", async (said, known) => {
    const headers = { "Content-Type": "audio/aac" };
    const { client } = clientOn(hosting(said, { headers }));
    const file = await downloadMedia(client, { media_id: "1" });
    expect(file).toMatchObject(known);
    expect(await file.bytes()).toHaveLength(1);
  });

  it("files about which nothing is known", async () => {
    const { client, url } = await clientServedBy((request, response) => {
      if (request.url === "/typed") response.setHeader("Content-Type", "audio/aac");
      response.end();
    });
    const file = await downloadMedia(client, { url: `${url}/file`, file_size: "many" });
    expect(file).toMatchObject({ type: "application/octet-stream", size: undefined, sha256: undefined });
    expect(await file.bytes()).toHaveLength(0);
    const typed = await downloadMedia(client, { url: `${url}/typed` });
    expect(typed.type).toBe("audio/aac");
    await typed.stream.cancel();
  });

  it("only as far as it is read", async () => {
    const { client, media_id } = await startWithFile(bytes);
    const { stream } = await downloadMedia(client, { media_id });
    const reader = stream.getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await reader.cancel();
  });
});
