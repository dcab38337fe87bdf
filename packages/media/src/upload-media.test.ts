import { GraphConnectionError, GraphError } from "@openwaba/runtime";
import { describe, expect, it, vi } from "vitest";
import { uploadMedia } from "./upload-media.ts";
import {
  bytesOf,
  clientAborting,
  clientOn,
  clientServedBy,
  never,
  phone_number_id,
  sha256Of,
  stalled,
  start,
  stopTimers,
  streamOf,
} from "./transfer.test-support.ts";

const bytes = bytesOf(200_000);
const file = new Blob([bytes], { type: "image/jpeg" });

/** A network that reads the whole body first. */
const afterReading =
  (answer: () => Response | Promise<Response>) =>
  async (_: string, { body }: RequestInit) => {
    await new Response(body).arrayBuffer();
    return answer();
  };

describe("uploadMedia() rejects before anything is sent", () => {
  const noType = "its type must be printable ASCII";
  const noHeader = 'image/png; a="\r\nX-Evil: 1"';
  it.each([
    ["no phone number", { phone_number_id: "", file }, 'phone_number_id is "", which is not an id'],
    ["no type", { file: bytes }, "its type is not known, allowed are audio/aac"],
    ["a type that is not taken", { file, type: "image/gif" }, "its type is image/gif, allowed are audio/aac"],
    ["an empty file", { file: new Blob([], { type: "image/png" }) }, "it is empty"],
    [
      "a file that is too large",
      { file: bytesOf(512_001), type: "image/webp" },
      "a sticker may have at most 512000 bytes",
    ],
    [
      "a stream that is too large",
      { file: streamOf(bytes), type: "video/mp4", size: 1e9 },
      "a video may have at most 16777216 bytes",
    ],
    ["another size than that of the file", { file, size: 5 }, "it has 200000 bytes, expected 5"],
    [
      "a size that is not valid",
      { file: streamOf(bytes), type: "image/png", size: -5 },
      "size must be a count of bytes, not -5",
    ],
    ["a type with a line break", { file, type: noHeader }, noType],
    ["a type with a line break for a stream", { file: streamOf(bytes), size: 5, type: noHeader }, noType],
  ])("%s", async (_, upload, problem) => {
    const { client, sent } = await start();
    await expect(uploadMedia(client, { phone_number_id, ...upload })).rejects.toThrow(problem);
    expect(sent).toEqual([]);
  });

  it("a timeout that is not valid", async () => {
    const { client, requests } = clientOn(never);
    await expect(uploadMedia(client, { phone_number_id, file }, { timeout: -1 })).rejects.toThrow(
      "Cannot POST /{phone_number_id}/media: timeout must be more than 0 milliseconds, not -1",
    );
    expect(requests).toEqual([]);
  });

  it.each([undefined, 20])("a stream of text, when its size is %s", async (size) => {
    const texts = new ReadableStream({ pull: (controller) => controller.enqueue("abc") });
    const { client } = clientOn(afterReading(never));
    const upload = { phone_number_id, file: texts, type: "text/plain", ...(size && { size }) };
    await expect(uploadMedia(client, upload)).rejects.toThrow("its stream must hold Uint8Arrays, got a string");
  });

  it("a stream of unknown length once it is too long", async () => {
    const { client, sent } = await start();
    const cancel = vi.fn();
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(bytes), cancel });
    await expect(uploadMedia(client, { phone_number_id, file: endless, type: "image/png" })).rejects.toThrow(
      "Cannot upload the file: an image may have at most 5242880 bytes, it has 5400000",
    );
    expect(cancel).toHaveBeenCalledOnce();
    expect(sent).toEqual([]);
  });
});

describe("uploadMedia() fails", () => {
  it("when the platform responds with an error", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "expired-token" });
    await expect(uploadMedia(client, { phone_number_id, file })).rejects.toThrow(GraphError);
  });

  it.each([
    [bytesOf(10), "it has 10 of the 20 bytes that were announced"],
    [bytesOf(30), "it has more than the 20 bytes that were announced"],
  ])("when a stream has not the size that it should have", async (chunk, problem) => {
    const { client, sandbox } = await start();
    const upload = uploadMedia(client, { phone_number_id, file: streamOf(chunk), type: "image/png", size: 20 });
    await expect(upload).rejects.toThrow(`Cannot upload the file: ${problem}`);
    expect(sandbox.calls).not.toContainEqual(expect.objectContaining({ status: 200 }));
  });

  it("with the error of the stream", async () => {
    const { client } = await start();
    const problem = new Error("the disk is gone");
    const broken = new ReadableStream({ pull: (controller) => controller.error(problem) });
    await expect(uploadMedia(client, { phone_number_id, file: broken, type: "image/png", size: 20 })).rejects.toBe(
      problem,
    );
  });

  it("when its connection is cut, if it is a stream", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "cut", bytes: 1000 });
    const upload = { phone_number_id, file: streamOf(bytes), type: "image/png", size: bytes.length };
    await expect(uploadMedia(client, upload)).rejects.toThrow(GraphConnectionError);
    expect(sandbox.calls).toMatchObject([{ operation: "uploadMedia", fault: "cut", status: 0 }]);
  });

  it("with the reason of the signal, and cancels the stream", async () => {
    const { client } = await start();
    const controller = new AbortController();
    const cancel = vi.fn();
    const waiting = new ReadableStream<Uint8Array>(
      { pull: () => controller.abort(new Error("enough")), cancel },
      { highWaterMark: 0 },
    );
    const upload = { phone_number_id, file: waiting, type: "image/png", size: 20 };
    await expect(uploadMedia(client, upload, { signal: controller.signal })).rejects.toThrow("enough");
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
  });

  it.each([
    "{}",
    "<html>",
    "[",
    "null",
    '{"id":null}',
    '{"id":""}',
    '{"id":" "}',
    '{"id":1037543291543636}',
    '{"id":{}}',
    '{"id":["1"]}',
  ])("when the response is %s", async (answer) => {
    const { client } = clientOn(() => new Response(answer));
    const message = "Cannot POST /{phone_number_id}/media: the response has no id";
    await expect(uploadMedia(client, { phone_number_id, file })).rejects.toThrow(message);
  });

  it.each([
    ["never responds", never],
    ["stalls in its response", stalled],
  ])("at once with the signal, also for a falsy reason, when the host %s", async (_, answer) => {
    const { client, signal } = clientAborting(answer);
    await expect(uploadMedia(client, { phone_number_id, file }, { signal })).rejects.toBe(0);
  });

  it.each([undefined, 20])(
    "at once with the signal, when a stream of the size %s neither continues nor can be cancelled",
    async (size) => {
      const controller = new AbortController();
      const pull = () => {
        setImmediate(() => controller.abort(null));
        return never();
      };
      const stuck = new ReadableStream<Uint8Array>({ pull, cancel: never }, { highWaterMark: 0 });
      const { client } = clientOn(afterReading(never));
      const upload = { phone_number_id, file: stuck, type: "image/png", ...(size && { size }) };
      await expect(uploadMedia(client, upload, { signal: controller.signal })).rejects.toBe(null);
    },
  );

  it("with the problem of a file that cannot be read, and does not send it a second time", async () => {
    const problem = new Error("the disk is gone");
    class Broken extends Blob {
      override stream() {
        return new ReadableStream<Uint8Array<ArrayBuffer>>({ pull: (controller) => controller.error(problem) });
      }
      override slice() {
        return this;
      }
    }
    const { client, arrived } = await clientServedBy((request) => request.resume());
    await expect(uploadMedia(client, { phone_number_id, file: new Broken([bytes]), type: "image/png" })).rejects.toBe(
      problem,
    );
    expect(arrived.length).toBeLessThanOrEqual(1);
  });

  it("when the response breaks off", async () => {
    const { client } = await clientServedBy((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(200, { "content-length": 100 });
        response.write('{"id":', () => response.destroy());
      });
    });
    await expect(uploadMedia(client, { phone_number_id, file })).rejects.toThrow(GraphConnectionError);
  });
});

describe("uploadMedia() fails after its idle timeout", () => {
  it.each([
    ["the host never responds", { file }, afterReading(never)],
    ["the response stalls", { file }, afterReading(stalled)],
    ["a stream stalls", { file: new ReadableStream<Uint8Array>({ pull: never }), size: 20 }, afterReading(never)],
    ["a stream of unknown size stalls", { file: new ReadableStream<Uint8Array>({ pull: never }) }, never],
  ])("when %s", async (_, upload, answer) => {
    stopTimers();
    const { client } = clientOn(answer);
    const outcome: unknown[] = [];
    void uploadMedia(client, { phone_number_id, type: "image/png", ...upload }).catch((error: unknown) =>
      outcome.push(error),
    );
    for (let seconds = 0; seconds < 119; seconds++) {
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(outcome).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    const message = "Cannot POST /{phone_number_id}/media: timeout";
    expect(outcome).toMatchObject([{ name: "GraphConnectionError", message }]);
  });
});

describe("uploadMedia() does not allow injecting headers of parts", () => {
  const name = 'a"b\r\nX-Evil: 1\r\n\r\n\ud800é中.png';
  const written = "a%22b%0D%0AX-Evil: 1%0D%0A%0D%0A\ufffdé中.png";

  it.each([
    ["a Blob", { file, filename: name }],
    ["a File", { file: new File([bytes], name, { type: "image/jpeg" }) }],
    ["bytes", { file: bytes, type: "image/jpeg", filename: name }],
    ["a stream", { file: () => streamOf(bytes), type: "image/jpeg", filename: name, size: bytes.length }],
  ])("by the name of %s", async (_, { file: given, ...upload }) => {
    const bodies: Buffer[] = [];
    const { client } = clientOn(async (__, { body }) => {
      bodies.push(Buffer.from(await new Response(body).arrayBuffer()));
      return new Response('{"id":"1"}');
    });
    await uploadMedia(client, { phone_number_id, file: typeof given === "function" ? given() : given, ...upload });
    const parts = String(bodies[0])
      .split(/\r\n\r\n/)
      .map((part) => part.split("\r\n").slice(1));
    expect(parts.slice(0, 3)).toEqual([
      ['Content-Disposition: form-data; name="messaging_product"'],
      [expect.stringMatching(/^------openwaba/), 'Content-Disposition: form-data; name="type"'],
      [
        expect.stringMatching(/^------openwaba/),
        `Content-Disposition: form-data; name="file"; filename="${written}"`,
        "Content-Type: image/jpeg",
      ],
    ]);
  });
});

describe("uploadMedia() uploads", () => {
  const inPieces = () => streamOf(bytes.subarray(0, 7), bytes.subarray(7));

  it.each([
    ["a Blob", { file }],
    ["bytes", { file: bytes, type: "image/jpeg" }],
    ["a buffer", { file: bytes.buffer, type: "image/jpeg" }],
    ["a File", { file: new File([bytes], "harbour.jpg", { type: "image/jpeg" }) }],
    ["a Blob whose type is another one", { file: new Blob([bytes], { type: "text/html" }), type: "image/jpeg" }],
    ["a stream of known size", { file: inPieces, type: "image/jpeg", size: bytes.length }],
    ["a stream of unknown size", { file: inPieces, type: "image/jpeg" }],
    [
      "a stream of unknown size that begins with nothing",
      { file: () => streamOf(new Uint8Array(), bytes), type: "image/jpeg" },
    ],
  ])("%s", async (_, { file: given, ...upload }) => {
    const { client } = await start();
    const content = typeof given === "function" ? given() : given;
    const { id } = await uploadMedia(client, { phone_number_id, file: content, ...upload });
    const params = { path: { media_id: id }, query: { phone_number_id } };
    const { data } = await client.GET("/{media_id}", { params });
    expect(data).toMatchObject({ mime_type: "image/jpeg", sha256: sha256Of(bytes), file_size: String(bytes.length) });
  });

  it("again when the connection was cut", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "cut", bytes: 1000, times: 2 });
    await uploadMedia(client, { phone_number_id, file });
    expect(sandbox.calls.map(({ status }) => status)).toEqual([0, 0, 200]);
  });

  it("a stream with its length in the header and all fields around it", async () => {
    const bodies: string[] = [];
    const { client, arrived } = await clientServedBy((request, response) => {
      let body = "";
      request.setEncoding("latin1").on("data", (text: string) => (body += text));
      request.on("end", () => {
        bodies.push(body);
        response.end('{"id":"1"}');
      });
    });
    const upload = { phone_number_id, type: "audio/ogg; codecs=opus", filename: 'a"b\r\n.ogg', size: 3 } as const;
    const fields = { ttl_minutes: 60, use_case: "call_voicemail_announcement" } as const;
    expect(await uploadMedia(client, { ...upload, ...fields, file: streamOf(bytesOf(3)) })).toEqual({ id: "1" });
    const [body = ""] = bodies;
    expect(arrived[0]?.headers).toMatchObject({ "content-length": String(body.length), authorization: "Bearer EAAB" });
    expect(arrived[0]?.headers).not.toHaveProperty("transfer-encoding");
    const form = await new Response(body, {
      headers: { "Content-Type": String(arrived[0]?.headers["content-type"]) },
    }).formData();
    expect(Object.fromEntries(form)).toMatchObject({
      messaging_product: "whatsapp",
      type: "audio/ogg; codecs=opus",
      ttl_minutes: "60",
      use_case: "call_voicemail_announcement",
    });
    expect(form.get("file")).toMatchObject({ type: "audio/ogg; codecs=opus", size: 3 });
    expect(body).toContain('filename="a%22b%0D%0A.ogg"');
  });

  it("a stream collected, where the runtime cannot send one", async () => {
    vi.resetModules();
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(input: string) {
          super(input, { method: "POST", body: "[object ReadableStream]" });
        }
      },
    );
    try {
      const fresh = await import("./upload-media.ts");
      const { client, sent } = await start();
      const upload = { phone_number_id, file: streamOf(bytes), type: "image/jpeg" };
      await fresh.uploadMedia(client, { ...upload, size: bytes.length });
      expect(sent[0]?.headers.has("Content-Length")).toBe(false);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
