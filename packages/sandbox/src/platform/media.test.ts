import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { refusal, shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const owner = "108110225544001";
const example = "1037543291543636";

let now: number;
beforeEach(() => {
  now = Date.UTC(2026, 10, 20);
});
const { sandbox, call } = await shareSandbox({ now: () => now });

interface Part {
  content?: BlobPart;
  type?: string;
  fields?: Record<string, string>;
}

async function upload({ content = "harbour", type = "image/jpeg", fields = {} }: Part = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ messaging_product: "whatsapp", ...fields })) form.append(name, value);
  form.append("file", new Blob([content], { type }), "harbour.jpg");
  return post(form);
}

async function post(body: BodyInit, headers: Record<string, string> = {}, { url, accessToken } = sandbox) {
  const response = await fetch(`${url}/v25.0/${owner}/media`, {
    method: "POST",
    headers: { Authorization: `Bearer ${accessToken}`, ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as { id: string; error?: { message: string } } };
}

const describeFile = async (id: string, query = "") => (await call("GET", `/${id}${query}`)).body;
const get = (url: unknown, headers: Record<string, string> = {}) =>
  fetch(String(url), { headers: { Authorization: `Bearer ${sandbox.accessToken}`, ...headers }, redirect: "manual" });
const download = async (id: string, headers?: Record<string, string>) => get((await describeFile(id))["url"], headers);
const gone = { error: { code: 100, error_subcode: 33 } };

describe("an upload is rejected", () => {
  it.each<[Part, string]>([
    [{ type: "image/gif" }, "(#100) Param file must be a file with one of the following types: audio/aac, audio/amr"],
    [
      { type: "image/png", fields: { type: "image/jpeg" } },
      "(#100) Param type must be that of the file, which is image/png",
    ],
    [{ fields: { messaging_product: "sms" } }, "(#100) Param messaging_product must be"],
    [{ fields: { ttl_minutes: "59" } }, "(#100) Param ttl_minutes must be at least 60"],
    [{ fields: { ttl_minutes: "soon" } }, "(#100) Param ttl_minutes must be an integer"],
    [{ fields: { ttl: "60" } }, "(#100) Unknown parameter ttl: allowed here are"],
    [{ content: new Uint8Array(512_001), type: "image/webp" }, "(#100) Invalid parameter: the file is too large"],
    [{ content: new Uint8Array(5_242_881), type: "image/png" }, "(#100) Invalid parameter: the file is too large"],
  ])("for its type, size or fields: %#", async (part, message) => {
    expect(await upload(part)).toMatchObject(refusal(400, 100, message));
  });

  it("when the file is missing or text", async () => {
    const form = new FormData();
    form.append("messaging_product", "whatsapp");
    expect((await post(form)).body.error?.message).toBe("(#100) The parameter file is required");
    form.append("file", "text");
    expect((await post(form)).body.error?.message).toBe("(#100) Param file must be a file");
  });

  it("when it is not a form", async () => {
    const broken = await post("--a\r\nbroken", { "Content-Type": "multipart/form-data; boundary=a" });
    expect(broken.body.error?.message).toContain("must be a form in multipart/form-data and cannot be parsed");
    expect((await post("{}", { "Content-Type": "application/json" })).body.error?.message).toContain(
      "must be multipart/form-data",
    );
  });

  it("when it is longer than any file may be", async () => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(101 * 1_048_576)]));
    // building the form takes so long that a reused connection may be closed as idle
    const { sandbox: fresh } = await startSandbox();
    expect(await post(form, {}, fresh)).toMatchObject(
      refusal(413, 100, "(#100) The request body must not be longer than 101 MB"),
    );
  });

  it("without a token, however large, with a response", async () => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(20 * 1_048_576)]));
    expect(await post(form, { Authorization: "Bearer stranger" })).toMatchObject({ status: 401 });
  });
});

describe("a file", () => {
  it("is described", async () => {
    const { body } = await upload({ fields: { type: "image/jpeg", ttl_minutes: "60" } });
    expect(await describeFile(body.id)).toEqual({
      messaging_product: "whatsapp",
      url: expect.stringMatching(
        `^${sandbox.mediaUrl}/whatsapp_business/attachments/\\?mid=${body.id}&ext=1795133100&hash=AR`,
      ),
      mime_type: "image/jpeg",
      sha256: createHash("sha256").update("harbour").digest("hex"),
      file_size: "7",
      id: body.id,
    });
  });

  it("has the type that its field names when its part has none", async () => {
    for (const type of ["", "application/octet-stream"]) {
      const { body } = await upload({ type, fields: { type: "image/png" } });
      expect(await describeFile(body.id)).toMatchObject({ mime_type: "image/png" });
    }
  });

  it.each([
    [{}, 30 * 24 * 60],
    [{ fields: { ttl_minutes: "60" } }, 60],
  ])("uploaded with %j expires after %d minutes", async (part, minutes) => {
    const { body } = await upload(part);
    now += minutes * 60_000 - 1;
    expect(await describeFile(body.id)).toMatchObject({ id: body.id });
    now += 1;
    expect(await describeFile(body.id)).toMatchObject(gone);
  });

  it("can be deleted, by its owner alone where one is named", async () => {
    const { body } = await upload();
    expect((await call("DELETE", `/${body.id}?phone_number_id=12`)).body).toMatchObject(gone);
    expect((await call("DELETE", `/${body.id}?phone_number_id=${owner}`)).body).toEqual({ success: true });
    expect(await describeFile(body.id)).toMatchObject(gone);
  });

  it("with an id of the examples is there from the start, until it is deleted", async () => {
    expect(await describeFile(example)).toMatchObject({ id: example, mime_type: "image/jpeg" });
    expect((await (await download(example)).bytes()).subarray(0, 2)).toEqual(new Uint8Array([255, 216])); // JPEG
    expect((await call("DELETE", `/${example}`)).body).toEqual({ success: true });
    expect(await describeFile(example)).toMatchObject(gone);
  });
});

describe("a download", () => {
  it("returns the bytes with their type", async () => {
    const { body } = await upload();
    const response = await download(body.id);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("content-length")).toBe("7");
    expect(await response.text()).toBe("harbour");
    const served = { method: "GET", operation: "downloadMedia", version: undefined, status: 200 };
    expect(sandbox.calls.at(-1)).toMatchObject(served);
  });

  it("needs a token that works, and a URL that has not expired", async () => {
    const { body } = await upload();
    const token = sandbox.issueToken({ expiresIn: 60 });
    expect((await download(body.id, { Authorization: `Bearer ${token}` })).status).toBe(200);
    now += 60_000;
    expect((await download(body.id, { Authorization: `Bearer ${token}` })).status).toBe(404);
    expect((await download(body.id, { Authorization: "Basic a" })).status).toBe(404);
    const { url } = await describeFile(body.id);
    expect((await fetch(String(url))).status).toBe(401);
    now += 5 * 60_000 - 1;
    expect((await get(url)).status).toBe(200);
    now += 1;
    expect((await get(url)).status).toBe(404);
  });

  it("stops with its file", async () => {
    const { body } = await upload();
    const { url } = await describeFile(body.id);
    await call("DELETE", `/${body.id}`);
    expect((await get(url)).status).toBe(404);
  });

  it("accepts only GET, from clients with a User-Agent", async () => {
    const { body } = await upload();
    const { url } = await describeFile(body.id);
    expect((await fetch(String(url), { method: "POST" })).status).toBe(405);
    expect((await download(body.id, { "User-Agent": "" })).status).toBe(400);
  });
});

describe("a fault of a download", () => {
  const content = new Uint8Array(200_000).fill(7);

  it.each([
    [{ kind: "throttle", retryAfter: 2 }, 429],
    [{ kind: "transient" }, 500],
    [{ kind: "gone" }, 404],
    [{ kind: "redirect", to: "http://127.0.0.1:9/elsewhere" }, 302],
  ] as const)("%j responds with status %d", async (fault, status) => {
    const { body } = await upload({ content });
    sandbox.inject({ ...fault, operation: "downloadMedia" });
    const response = await download(body.id);
    expect(response.status).toBe(status);
    expect(response.headers.get("location")).toBe(status === 302 ? "http://127.0.0.1:9/elsewhere" : null);
    expect((await download(body.id)).status).toBe(200);
    expect(sandbox.calls.map(({ fault: kind }) => kind)).toContain(fault.kind);
  });

  it("drops the connection before the response", async () => {
    const { body } = await upload({ content });
    sandbox.inject({ kind: "drop", operation: "downloadMedia" });
    await expect(download(body.id)).rejects.toThrow("fetch failed");
  });

  it.each([
    { kind: "drop", after: "headers" },
    { kind: "cut", bytes: 100_000 },
    { kind: "cut", bytes: 999_999 },
  ] as const)("drops the connection while the bytes arrive: %j", async (fault) => {
    const { body } = await upload({ content });
    sandbox.inject({ ...fault, operation: "downloadMedia" });
    const response = await download(body.id);
    let count = 0;
    const reading = (async () => {
      for await (const chunk of response.body ?? []) count += chunk.length;
    })();
    if (fault.kind === "cut" && fault.bytes > content.length) await reading;
    else await expect(reading).rejects.toThrow("terminated");
    expect(count).toBeLessThanOrEqual(fault.kind === "cut" ? fault.bytes : 100_000);
  });

  it("changes a byte", async () => {
    const { body } = await upload({ content });
    sandbox.inject({ kind: "corrupt" });
    const bytes = await (await download(body.id)).bytes();
    expect(bytes.length).toBe(content.length);
    expect(bytes.filter((byte) => byte !== 7)).toHaveLength(1);
  });

  it("never ends", async () => {
    const { body } = await upload({ content });
    sandbox.inject({ kind: "endless" });
    const response = await download(body.id);
    let count = 0;
    for await (const chunk of response.body ?? []) {
      count += chunk.length;
      if (count > 1_000_000) break;
    }
    expect(count).toBeGreaterThan(1_000_000);
  });

  it("sends the bytes in pieces", async () => {
    const { body } = await upload({ content });
    sandbox.inject({ kind: "slow", milliseconds: 4, operation: "downloadMedia" });
    expect(await (await download(body.id)).bytes()).toEqual(content);
  });
});

describe("the fault cut of an upload", () => {
  it("drops the connection after that many bytes, and keeps nothing", async () => {
    const { body } = await upload();
    sandbox.inject({ kind: "cut", bytes: 100 });
    await expect(upload({ content: new Uint8Array(200_000) })).rejects.toThrow("fetch failed");
    expect(sandbox.calls.at(-1)).toMatchObject({ operation: "uploadMedia", fault: "cut", status: 0 });
    expect(await upload()).toMatchObject({ status: 200, body: { id: String(Number(body.id) + 1) } });
  });
});
