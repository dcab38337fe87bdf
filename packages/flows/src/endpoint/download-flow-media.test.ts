import { MediaError } from "@openwaba/media";
import { saveMedia } from "@openwaba/media/node";
import type { NetworkFetch, NetworkInit } from "@openwaba/runtime";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { downloadFlowMedia, type FlowMediaOptions } from "./download-flow-media.ts";
import { attach } from "./endpoint.test-support.ts";
import type { FlowMedia } from "./flow-media.ts";
import * as node from "./media-crypto.node.ts";
import * as portable from "./media-crypto.ts";

const implementation = vi.hoisted(() => ({ current: {} as typeof import("./media-crypto.ts") }));
vi.mock("./media-crypto.node.ts", async (load) => {
  const own = await load<typeof import("./media-crypto.node.ts")>();
  implementation.current = own;
  return {
    sha256: () => implementation.current.sha256(),
    hmacSha256: (key: Uint8Array<ArrayBuffer>) => implementation.current.hmacSha256(key),
    cbcDecipher: (key: Uint8Array<ArrayBuffer>, iv: Uint8Array<ArrayBuffer>) =>
      implementation.current.cbcDecipher(key, iv),
    own,
  };
});

const file = new Uint8Array(randomBytes(100_000));

/** A host that sends these bytes in pieces of a length. */
function host(encrypted: Uint8Array, length = 1000) {
  const requests: [string, NetworkInit][] = [];
  const seen = { isCancelled: false, sent: 0 };
  const fetch: NetworkFetch = async (url, init) => {
    requests.push([url, init]);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (seen.sent >= encrypted.length) return controller.close();
        controller.enqueue(Uint8Array.from(encrypted.subarray(seen.sent, seen.sent + length)));
        seen.sent += length;
      },
      cancel: () => void (seen.isCancelled = true),
    });
    return new Response(body);
  };
  return { requests, seen, fetch };
}

async function failure(media: FlowMedia, options: FlowMediaOptions): Promise<unknown> {
  try {
    await (await downloadFlowMedia(media, options)).bytes();
  } catch (error) {
    return error;
  }
}

function withMetadata(media: FlowMedia, metadata: object): FlowMedia {
  return { ...media, encryption_metadata: { ...media.encryption_metadata, ...metadata } };
}

describe.each([
  ["by node:crypto", (node as unknown as { own: typeof portable }).own],
  ["without node:crypto", portable],
])("downloadFlowMedia() %s", (_, own) => {
  const start = (...args: Parameters<typeof attach>) => {
    implementation.current = own;
    return attach(...args);
  };

  test.each([1, 9, 16, 26, 1000, 1_000_000])("decrypts a file that arrives in pieces of %i bytes", async (length) => {
    for (const size of [0, 1, 15, 16, 17, 1000]) {
      const { media, encrypted } = start(file.subarray(0, size));
      const { fetch, requests } = host(encrypted, length);
      const download = await downloadFlowMedia(media, { fetch });
      expect(await download.bytes()).toEqual(file.slice(0, size));
      expect(Buffer.from(download.sha256, "hex").toString("base64")).toBe(media.encryption_metadata.plaintext_hash);
      expect(requests).toHaveLength(1);
    }
  });

  test("sends no token and follows no redirect", async () => {
    const { media, encrypted } = start(file);
    const { fetch, requests } = host(encrypted);
    await (await downloadFlowMedia(media, { fetch })).bytes();
    const [[url, init] = []] = requests;
    expect([url, init?.redirect, init?.credentials]).toEqual([media.cdn_url, "manual", undefined]);
    expect(Object.keys(init?.headers ?? {})).toEqual(["User-Agent"]);
  });

  test("streams: the first bytes come before the last ones are sent, and cancelling ends it", async () => {
    const { media, encrypted } = start(file);
    const { fetch, seen } = host(encrypted);
    const { stream } = await downloadFlowMedia(media, { fetch });
    const reader = stream.getReader();
    const { value } = await reader.read();
    expect(value).toEqual(file.slice(0, value?.length));
    expect(seen.sent).toBeLessThan(10_000);
    await reader.cancel();
    expect(seen.isCancelled).toBe(true);
  });

  test("rejects a file with any byte changed, and never hands out all of it", async () => {
    const { media, encrypted } = start(file.subarray(0, 40));
    for (let place = 0; place < encrypted.length; place++) {
      const changed = Uint8Array.from(encrypted, (byte, index) => (index === place ? byte ^ 1 : byte));
      const { stream } = await downloadFlowMedia(media, { fetch: host(changed, 7).fetch });
      let count = 0;
      const read = async () => {
        for await (const chunk of stream) count += chunk.length;
      };
      await expect(read()).rejects.toMatchObject({ name: "MediaError", reason: "hash" });
      expect(count).toBeLessThan(40);
    }
  });

  test("rejects a file that is cut off, or longer", async () => {
    const { media, encrypted } = start(file.subarray(0, 40));
    for (let length = 0; length < encrypted.length; length++) {
      const error = await failure(media, { fetch: host(encrypted.subarray(0, length)).fetch });
      expect(error).toMatchObject({ name: "MediaError", reason: "hash" });
    }
    const longer = Buffer.concat([encrypted, Buffer.alloc(16)]);
    expect(await failure(media, { fetch: host(longer).fetch })).toMatchObject({ reason: "hash" });
  });

  test("checks MAC, key and hash also of a file whose encrypted hash is right", async () => {
    const { media, encrypted } = start(file.subarray(0, 40));
    const other = (size: number) => randomBytes(size).toString("base64");
    const cases: [object, string, string][] = [
      [{ hmac_key: other(32) }, "hash", "its MAC does not match"],
      [{ iv: other(16) }, "hash", "its MAC does not match"],
      [{ plaintext_hash: other(32) }, "hash", "its hash does not match plaintext_hash"],
    ];
    for (const [metadata, reason, detail] of cases) {
      const error = await failure(withMetadata(media, metadata), { fetch: host(encrypted).fetch });
      expect(error).toMatchObject({ name: "MediaError", reason, message: `Cannot download the media: ${detail}` });
    }
    const error = await failure(withMetadata(media, { encryption_key: other(32) }), { fetch: host(encrypted).fetch });
    expect(["key", "hash"]).toContain((error as MediaError).reason); // one padding of 256 is right by chance
  });

  test("rejects what is no file, with its own hash", async () => {
    const { createHash } = await import("node:crypto");
    for (const length of [0, 9, 10, 11, 25, 27]) {
      const encrypted = randomBytes(length);
      const encrypted_hash = createHash("sha256").update(encrypted).digest("base64");
      const media = withMetadata(start(file).media, { encrypted_hash });
      expect(await failure(media, { fetch: host(encrypted).fetch })).toMatchObject({
        reason: "size",
        message: "Cannot download the media: it has no whole blocks and a MAC",
      });
    }
  });

  test("stops at the first byte beyond maxSize", async () => {
    const { media, encrypted } = start(file);
    const { fetch, seen } = host(encrypted);
    expect(await failure(media, { fetch, maxSize: 5000 })).toMatchObject({ reason: "too-large" });
    expect([seen.sent < 10_000, seen.isCancelled]).toEqual([true, true]);
    expect(await failure(media, { fetch: host(encrypted).fetch, maxSize: encrypted.length })).toBeUndefined();
  });
});

describe("downloadFlowMedia()", () => {
  const { media, encrypted } = attach(file);

  test.each([
    ["encrypted_hash", "hash"],
    ["plaintext_hash", "hash"],
    ["iv", "key"],
    ["encryption_key", "key"],
    ["hmac_key", "key"],
  ] as const)(
    "rejects metadata without a proper %s before it requests anything, without naming it",
    async (name, reason) => {
      for (const value of [undefined, null, 5, "", "secret%", randomBytes(15).toString("base64"), [], {}]) {
        const { fetch, requests } = host(encrypted);
        const error = await failure(withMetadata(media, { [name]: value }), { fetch });
        expect(error).toMatchObject({ name: "MediaError", reason });
        expect(String(error)).toMatch(new RegExp(`its ${name} is not (16|32) bytes of Base64$`));
        expect(requests).toEqual([]);
      }
      const bare = { ...media, encryption_metadata: undefined } as unknown as FlowMedia;
      expect(await failure(bare, {})).toBeInstanceOf(MediaError);
    },
  );

  test.each([
    "http://mmg.whatsapp.net/1.enc",
    "https://mmg.whatsapp.net:8443/1.enc",
    "https://ada@mmg.whatsapp.net/1.enc",
    "https://whatsapp.net.evil.example/1.enc",
    "https://evilwhatsapp.net/1.enc",
    "https://evil.example/?mmg.whatsapp.net",
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:1/1.enc",
    "http://localhost/1.enc",
    "file:///etc/passwd",
    "data:text/plain,1",
    "ftp://mmg.whatsapp.net/1.enc",
    "//mmg.whatsapp.net/1.enc",
    "1.enc",
    "",
    5,
    undefined,
  ])("requests nothing at %j, and does not repeat it", async (cdn_url) => {
    const { fetch, requests } = host(encrypted);
    const error = await failure({ ...media, cdn_url } as FlowMedia, { fetch });
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(/: (its host is neither one of WhatsApp nor in mediaOrigins|cdn_url is not a URL)$/);
    expect(requests).toEqual([]);
  });

  test("takes other origins when told, http on loopback alone", async () => {
    const local = { ...media, cdn_url: "http://127.0.0.1:4000/1.enc" };
    const { fetch } = host(encrypted);
    expect(await failure(local, { fetch, mediaOrigins: ["http://127.0.0.1:4000/"] })).toBeUndefined();
    expect(await failure(local, { fetch, mediaOrigins: ["http://127.0.0.1:4001"] })).toBeInstanceOf(TypeError);
    for (const origin of ["http://cdn.example", "cdn.example", "file:///"]) {
      expect(await failure(local, { fetch, mediaOrigins: [origin] })).toEqual(
        new TypeError("Cannot GET /{cdn_url}: mediaOrigins must be https, or http on loopback"),
      );
    }
  });

  test.each([404, 403, 500, 302])("throws for a response with %i, without the URL", async (status) => {
    const fetch = () => Promise.resolve(new Response("gone", { status, headers: { location: "http://localhost/" } }));
    const error = await failure(media, { fetch });
    expect(error).toMatchObject({ name: "GraphConnectionError", reason: `HTTP ${status}` });
    expect(String(error)).not.toContain("whatsapp.net");
  });

  test("throws when the connection breaks, before and in the file", async () => {
    const broken = new TypeError("fetch failed", { cause: { code: "ECONNRESET" } });
    const body = new ReadableStream({ pull: () => Promise.reject(broken) });
    for (const fetch of [() => Promise.reject(broken), () => Promise.resolve(new Response(body))]) {
      expect(await failure(media, { fetch })).toMatchObject({ name: "GraphConnectionError", reason: "ECONNRESET" });
    }
  });

  test("throws after the idle timeout, and when the signal aborts", async () => {
    const hanging = () => Promise.resolve(new Response(new ReadableStream()));
    expect(await failure(media, { fetch: hanging, timeout: 5 })).toMatchObject({ reason: "timeout" });
    const never = () => new Promise<Response>(() => undefined);
    expect(await failure(media, { fetch: never, timeout: 5 })).toMatchObject({ reason: "timeout" });
    const reason = new Error("enough");
    expect(await failure(media, { fetch: never, signal: AbortSignal.abort(reason) })).toBe(reason);
    await expect(downloadFlowMedia(media, { maxSize: 0 })).rejects.toThrow("maxSize must be a count of bytes, not 0");
  });

  test("comes from a real host, and saveMedia() writes it to disk once it is verified", async () => {
    const folder = await mkdtemp(join(tmpdir(), "flow-media-"));
    const server = createServer((request, response) => response.end(request.url === "/1" ? encrypted : file));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(async () => {
      server.close();
      await rm(folder, { recursive: true });
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { mediaOrigins: [origin] };
    const path = join(folder, "photo.jpg");
    const other = await downloadFlowMedia({ ...media, cdn_url: `${origin}/2` }, options);
    await expect(saveMedia(other, path)).rejects.toBeInstanceOf(MediaError);
    expect(await readdir(folder)).toEqual([]);
    await saveMedia(await downloadFlowMedia({ ...media, cdn_url: `${origin}/1` }, options), path);
    expect(new Uint8Array(await readFile(path))).toEqual(file);
  });
});
