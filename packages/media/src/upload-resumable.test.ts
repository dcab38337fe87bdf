import { GraphConnectionError, GraphError } from "@openwaba/runtime";
import { describe, expect, it, vi } from "vitest";
import {
  bytesOf,
  clientOn,
  clientServedBy,
  never,
  sha256Of,
  stalled,
  start,
  stopTimers,
} from "./transfer.test-support.ts";
import { uploadResumable } from "./upload-resumable.ts";

const app_id = "670843887433847";
const bytes = bytesOf(500_000);
const file = new File([bytes], "menu.pdf", { type: "application/pdf" });
const handle = `4::${btoa("application/pdf")}:ARZ${sha256Of(bytes, "base64url")}`; // the sandbox includes the hash
const fast = { delay: 0 };

describe("uploadResumable() rejects before anything is sent", () => {
  it.each([
    ["no app", { app_id: "", file }, {}, 'app_id is "", which is not an id'],
    ["no type", { file: bytes, file_name: "a" }, {}, "its type is not known, allowed are application/pdf, image/jpeg"],
    [
      "a type that is not taken",
      { file: new File(["a"], "a", { type: "image/webp" }) },
      {},
      "its type is image/webp, allowed are",
    ],
    ["no name", { file: new Blob(["a"], { type: "image/png" }) }, {}, "file_name is missing"],
    ["an empty file", { file: new File([], "a", { type: "image/png" }) }, {}, "it is empty"],
    ["no attempts", { file }, { attempts: 0 }, "attempts must be at least 1, not 0"],
  ])("%s", async (_, upload, options, problem) => {
    const { client, sent } = await start();
    await expect(uploadResumable(client, { app_id, ...upload }, options)).rejects.toThrow(problem);
    expect(sent).toEqual([]);
  });
});

describe("uploadResumable() fails", () => {
  it("when the platform responds with a permanent error", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "throttle", code: 10, operation: "uploadFileBytes", status: 400 });
    sandbox.inject({ kind: "expired-token", operation: "uploadFileBytes" });
    await expect(uploadResumable(client, { app_id, file }, fast)).rejects.toThrow(GraphError);
  });

  it("after a number of attempts in a row without more bytes", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "cut", bytes: 0, times: 9 });
    const upload = uploadResumable(client, { app_id, file }, { ...fast, attempts: 3 });
    await expect(upload).rejects.toThrow(GraphConnectionError);
    expect(sandbox.calls.filter(({ operation }) => operation === "uploadFileBytes")).toHaveLength(3);
  });

  it("with the reason of the signal while it waits", async () => {
    const { client, sandbox } = await start();
    const controller = new AbortController();
    sandbox.inject({ kind: "cut", bytes: 10 });
    const random = vi.spyOn(Math, "random").mockImplementation(() => {
      setImmediate(() => controller.abort(new Error("enough")));
      return 1;
    });
    await expect(
      uploadResumable(client, { app_id, file }, { delay: 600_000, signal: controller.signal }),
    ).rejects.toThrow("enough");
    random.mockRestore();
  });

  it.each([
    ['{"id":"1"}', "upload session id"],
    ['{"id":"upload:"}', "upload session id"],
    ['{"id":"upload:a b"}', "upload session id"],
    ['{"id":1}', "id"],
    ['{"id":null}', "id"],
    ['{"id":""}', "id"],
  ])("when the session response is %s", async (answer, missing) => {
    const { client } = await clientServedBy((_, response) => response.end(answer));
    const message = `Cannot POST /{application_id}/uploads: the response has no ${missing}`;
    await expect(uploadResumable(client, { app_id, file })).rejects.toThrow(message);
  });

  it.each(["null", '""', "7"])("when the handle in the response is %s", async (h) => {
    const { client } = clientOn((url) => new Response(url.includes("/uploads?") ? '{"id":"upload:a"}' : `{"h":${h}}`));
    const upload = uploadResumable(client, { app_id, file }, { ...fast, attempts: 1 });
    await expect(upload).rejects.toThrow("Cannot POST /{upload_session_id}: the response has no h");
  });

  it.each([
    "-1",
    "500001",
    "1.5",
    "1e3",
    "0x10",
    " 5",
    "",
    "many",
    "null",
    null,
    true,
    false,
    [5],
    {},
    -1,
    500_001,
    1.5,
  ])("when the offset of the platform is %j", async (offset) => {
    const { client, arrived } = await clientServedBy((request, response) => {
      if (request.url?.includes("/uploads?")) response.end('{"id":"upload:a?sig=b"}');
      else if (request.method === "GET") response.end(`{"file_offset":${JSON.stringify(offset)}}`);
      else request.socket.destroy();
    });
    const upload = uploadResumable(client, { app_id, file }, { ...fast, attempts: 2 });
    await expect(upload).rejects.toThrow(
      "Cannot GET /{upload_session_id}: file_offset is not an offset within the file",
    );
    expect(arrived.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  });
});

/** A platform that loses whatever is sent to a session, and then says in turn how far it got. */
function losing(...offsets: number[]) {
  return clientOn((url, { method }) => {
    if (url.includes("/uploads?")) return new Response('{"id":"upload:a"}');
    if (method === "GET") return new Response(`{"file_offset":${offsets.shift()}}`);
    throw new TypeError("fetch failed");
  });
}

describe("uploadResumable() ends", () => {
  it.each([
    ["flaps", [0, 10, 0, 10, 0, 10, 0, 10, 0, 10, 0], 6],
    ["goes forward and back", [10, 20, 10, 20, 0, 20, 10, 20, 20, 20], 6],
  ])("after a number of attempts without more bytes when the offset %s", async (_, offsets, sent) => {
    const { client, requests } = losing(...offsets);
    await expect(uploadResumable(client, { app_id, file }, { ...fast, attempts: 4 })).rejects.toThrow("fetch failed");
    expect(requests.filter((request) => request === "POST /v25.0/upload:a")).toHaveLength(sent);
  });

  const phases = ["opens a session", "sends the file", "asks for the offset"];
  const hanging = phases.flatMap((phase) => [
    { phase, how: "never responds", answer: never },
    { phase, how: "stalls in its response", answer: stalled },
  ]);

  /** A platform that hangs in one phase. */
  function hangingIn(phase: string, answer: () => Response | Promise<Response>, onHang: () => void) {
    return clientOn((url, { method }) => {
      const current = phases[url.includes("/uploads?") ? 0 : method === "POST" ? 1 : 2];
      if (current === phase) {
        onHang();
        return answer();
      }
      if (current === phases[0]) return new Response('{"id":"upload:a"}');
      throw new TypeError("fetch failed");
    });
  }

  it.each(hanging)(
    "at once with the signal, also for a falsy reason, when it $phase and the host $how",
    async ({ phase, answer }) => {
      const controller = new AbortController();
      const { client } = hangingIn(phase, answer, () => void setImmediate(() => controller.abort(0)));
      await expect(uploadResumable(client, { app_id, file }, { ...fast, signal: controller.signal })).rejects.toBe(0);
    },
  );

  it.each(hanging)("after its timeout when it $phase and the host $how", async ({ phase, answer }) => {
    stopTimers();
    const { client } = hangingIn(phase, answer, () => undefined);
    const outcome: unknown[] = [];
    const upload = uploadResumable(client, { app_id, file }, { ...fast, attempts: 2, timeout: 5000 });
    void upload.catch((error: unknown) => outcome.push(error));
    for (let seconds = 0; outcome.length === 0 && seconds < 20; seconds++) {
      await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(outcome).toMatchObject([{ name: "GraphConnectionError" }]);
  });
});

describe("uploadResumable() uploads", () => {
  it("a file, with its name, type and length", async () => {
    const { client, sandbox, sent } = await start();
    expect(await uploadResumable(client, { app_id, file })).toEqual({ h: handle });
    const query = { file_name: "menu.pdf", file_length: "500000", file_type: "application/pdf" };
    expect(sandbox.calls[0]?.query).toEqual(query);
    expect(sent[1]?.url).toMatch(/\/upload:\w+\?sig=ARZ/);
    const headers = sent[1]?.headers;
    expect(headers?.get("Authorization")).toMatch(/^OAuth /);
    expect(headers?.get("file_offset")).toBe("0");
    expect(headers?.get("Content-Length")).toBe("500000");
  });

  it("a file with an unusual name", async () => {
    const { client, sandbox } = await start();
    await uploadResumable(client, { app_id, file, file_name: 'a"&b=c\r\nX-Evil: 1\ud800é.pdf' });
    expect(sandbox.calls[0]?.query).toMatchObject({
      file_name: 'a"&b=c\r\nX-Evil: 1\ufffdé.pdf',
      file_type: "application/pdf",
    });
  });

  it("bytes that are named", async () => {
    const { client } = await start();
    const named = { file_name: "menu.pdf", file_type: "application/pdf" } as const;
    expect(await uploadResumable(client, { app_id, file: bytes, ...named })).toEqual({ h: handle });
  });

  it.each([
    ["broke at byte 0", [0]],
    ["broke in the middle", [123_456]],
    ["broke again and again", [1000, 1000, 1000, 1000, 1000, 1000, 200_000]],
    ["broke after all bytes, before the response", [500_000]],
  ])("the rest after the connection %s", async (_, cuts) => {
    const { client, sandbox, sent } = await start();
    for (const cut of cuts) sandbox.inject({ kind: "cut", bytes: cut, operation: "uploadFileBytes" });
    expect(await uploadResumable(client, { app_id, file }, fast)).toEqual({ h: handle });
    const offsets = sent.flatMap(({ headers }) => headers.get("file_offset") ?? []);
    expect(offsets).toEqual(
      [0, ...cuts.map((__, index) => cuts.slice(0, index + 1).reduce((sum, cut) => sum + cut))].map(String),
    );
  });

  it("the rest after a transient error, and after a lost request for the offset", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "transient", operation: "uploadFileBytes" });
    sandbox.inject({ kind: "drop", operation: "getUploadSession", times: 5 });
    expect(await uploadResumable(client, { app_id, file }, fast)).toEqual({ h: handle });
  });

  it("and reports its progress", async () => {
    const { client, sandbox } = await start();
    sandbox.inject({ kind: "cut", bytes: 300_000 });
    const told: number[] = [];
    const onProgress = vi.fn(({ sent }: { sent: number }) => void told.push(sent));
    await uploadResumable(client, { app_id, file }, { ...fast, onProgress });
    expect(onProgress).toHaveBeenLastCalledWith({ sent: 500_000, total: 500_000 });
    expect(told[0]).toBe(0);
    expect(told.slice(1)).toContain(300_000);
  });

  it("though the listener throws, outside of it", async () => {
    const { client } = await start();
    const onProgress = () => {
      throw new Error("no display");
    };
    const thrown: unknown[] = [];
    const listeners = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException").on("uncaughtException", (error) => thrown.push(error));
    try {
      await uploadResumable(client, { app_id, file }, { onProgress });
      expect(thrown).toContainEqual(new Error("no display"));
    } finally {
      process.removeAllListeners("uncaughtException");
      for (const listener of listeners) process.on("uncaughtException", listener);
    }
  });
});

describe("uploadResumable() after its idle timeout", () => {
  it("tries again", async () => {
    stopTimers();
    const posts: unknown[] = [];
    const { client } = await clientServedBy((request, response) => {
      if (request.url?.includes("/uploads?")) response.end('{"id":"upload:a?sig=b"}');
      else if (request.method === "GET") response.end('{"file_offset":"0"}');
      else if (posts.push(request) > 1) request.resume().on("end", () => response.end('{"h":"4:"}'));
    });
    const upload = uploadResumable(client, { app_id, file }, { ...fast, attempts: 1000 });
    while (posts.length < 2) {
      await new Promise(setImmediate);
      if (posts.length === 1) await vi.advanceTimersByTimeAsync(1000);
    }
    expect(await upload).toEqual({ h: "4:" });
  });
});
