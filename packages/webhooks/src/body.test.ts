import { describe, expect, test } from "vitest";
import { readBody } from "./body.ts";

function post(body: BodyInit | null, headers = {}): Request {
  return new Request("https://lantern.example", { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

/** A body that never ends, with what was read of it. */
function endless() {
  const seen = { read: 0, isCancelled: false };
  const body = new ReadableStream({
    pull(controller) {
      seen.read++;
      controller.enqueue(new Uint8Array(100));
    },
    cancel() {
      seen.isCancelled = true;
      return Promise.reject(new Error("cannot stop"));
    },
  });
  return { seen, body };
}

describe("readBody()", () => {
  test("rejects a body whose content-length is too large, without reading it", async () => {
    const { seen, body } = endless();
    const reading = readBody(post(body, { "content-length": "1001" }), 1000);
    await expect(reading).rejects.toMatchObject({
      name: "WebhookRequestError",
      message: "Cannot accept the webhook: its body has more than 1000 bytes",
      reason: "size",
      status: 413,
    });
    expect(seen.read).toBeLessThan(3);
  });

  test("stops reading as soon as the body is too large, whatever its content-length", async () => {
    const { seen, body } = endless();
    await expect(readBody(post(body, { "content-length": "10" }), 1000)).rejects.toMatchObject({ reason: "size" });
    expect(seen.isCancelled).toBe(true);
    expect(seen.read).toBeLessThan(14);
  });

  test("throws when the body was read before, or its stream is locked", async () => {
    const message =
      "Cannot handle the webhook: its body was already consumed: mount the webhook before any body parser";
    const read = post("{}");
    await read.json();
    await expect(readBody(read, 1000)).rejects.toMatchObject({ name: "WebhookAppError", message, part: "body" });
    const locked = post("{}");
    locked.body?.getReader();
    await expect(readBody(locked, 1000)).rejects.toMatchObject({ message });
  });

  test("rejects a body that breaks off", async () => {
    const body = new ReadableStream({ pull: () => Promise.reject(new Error("connection lost")) });
    await expect(readBody(post(body), 1000)).rejects.toMatchObject({
      reason: "body",
      status: 400,
      message: "Cannot accept the webhook: its body broke off",
    });
  });

  test("reads bytes in pieces, up to the limit", async () => {
    const body = new ReadableStream({
      start(controller) {
        for (const piece of [[1, 2], [], [3], [255]]) controller.enqueue(Uint8Array.from(piece));
        controller.close();
      },
    });
    expect(await readBody(post(body), 4)).toEqual(Uint8Array.from([1, 2, 3, 255]));
  });

  test("reads a missing body as no bytes", async () => {
    expect(await readBody(post(null), 0)).toEqual(new Uint8Array());
    expect(await readBody(post(""), 0)).toEqual(new Uint8Array());
  });
});
