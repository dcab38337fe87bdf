import { createHash } from "node:crypto";
import { request } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { refusal, shareSandbox } from "../sandbox.test-support.ts";
import { joinSignature } from "./uploads.ts";

const content = "bytes of the menu";
const { sandbox, call } = await shareSandbox();

async function open(length = content.length): Promise<string> {
  const query = new URLSearchParams({
    file_name: "menu.pdf",
    file_length: String(length),
    file_type: "application/pdf",
  });
  return String((await call("POST", `/670843887433847/uploads?${query}`)).body["id"]);
}

async function send(id: string, body: string, offset?: string, scheme = "OAuth") {
  const response = await fetch(`${sandbox.url}/v25.0/${id}`, {
    method: "POST",
    headers: {
      Authorization: `${scheme} ${sandbox.accessToken}`,
      "Content-Type": "application/octet-stream",
      ...(offset !== undefined && { file_offset: offset }),
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as object };
}

const ask = (id: string, scheme = "OAuth") =>
  call("GET", `/${id}`, { headers: { Authorization: `${scheme} ${sandbox.accessToken}` } });
const handle = `4::${btoa("application/pdf")}:ARZ${createHash("sha256").update(content).digest("base64url")}`;

describe("an upload session rejects", () => {
  it("another scheme than OAuth", async () => {
    const id = await open();
    expect(await ask(id, "Bearer")).toMatchObject(refusal(401, 190));
    expect(await send(id, content, "0", "Bearer")).toMatchObject(refusal(401, 190));
  });

  it.each([
    [undefined, "The header file_offset is required and must be a number"],
    ["-1", "The header file_offset is required and must be a number"],
    ["5", "The header file_offset must be 0, where the upload goes on: it is 5"],
  ])("the offset %s", async (offset, message) => {
    expect(await send(await open(), content, offset)).toMatchObject(refusal(400, 100, message));
  });

  it("more bytes than were announced", async () => {
    expect(await send(await open(5), content, "0")).toMatchObject(
      refusal(400, 100, "The file has 12 bytes more than the 5 that were announced"),
    );
  });

  it("an end before the announced one, and keeps what it got", async () => {
    const id = await open();
    expect(await send(id, content.slice(0, 5), "0")).toMatchObject(refusal(400, 100, "The upload is not complete"));
    expect((await ask(id)).body).toEqual({ id, file_offset: 5 });
    expect(await send(id, content.slice(5), "5")).toEqual({ status: 200, body: { h: handle } });
  });

  it("an unknown session", async () => {
    expect(await ask("upload:none?sig=ARZ")).toMatchObject({ body: { error: { code: 100, error_subcode: 33 } } });
  });
});

describe("an upload session", () => {
  it("accepts a file and returns its handle", async () => {
    const id = await open();
    expect(id).toMatch(/^upload:[\w-]+\?sig=ARZ/);
    expect(await send(id, content, "0")).toEqual({ status: 200, body: { h: handle } });
    expect((await ask(encodeURIComponent(id))).body).toEqual({ id, file_offset: content.length });
  });

  it("returns the handle again when only the response was lost", async () => {
    const id = await open();
    sandbox.inject({ kind: "drop", after: "effect", operation: "uploadFileBytes" });
    await expect(send(id, content, "0")).rejects.toThrow("fetch failed");
    expect(await send(id, "", String(content.length))).toEqual({ status: 200, body: { h: handle } });
  });

  it("keeps what came before the connection was cut", async () => {
    const id = await open();
    sandbox.inject({ kind: "cut", bytes: 7 });
    await expect(send(id, content, "0")).rejects.toThrow("fetch failed");
    expect((await ask(id)).body).toEqual({ id, file_offset: 7 });
    expect(await send(id, content.slice(7), "7")).toEqual({ status: 200, body: { h: handle } });
    expect(sandbox.calls.at(1)).toMatchObject({ operation: "uploadFileBytes", fault: "cut", status: 0 });
  });

  it("keeps what came before the client hung up", async () => {
    const id = await open();
    const headers = {
      Authorization: `OAuth ${sandbox.accessToken}`,
      "Content-Type": "application/octet-stream",
      "Content-Length": String(content.length),
      file_offset: "0",
    };
    const sending = request(`${sandbox.url}/v25.0/${id}`, { method: "POST", headers });
    sending.on("error", () => undefined);
    sending.write(content.slice(0, 3));
    await vi.waitFor(async () => expect((await ask(id)).body).toMatchObject({ file_offset: 3 }));
    sending.destroy();
    await vi.waitFor(async () =>
      expect(await send(id, content.slice(3), "3")).toEqual({ status: 200, body: { h: handle } }),
    );
    expect(sandbox.calls.find(({ operation }) => operation === "uploadFileBytes")).toMatchObject({ status: 0 });
  });

  it("with the id of the example is the one in the document", async () => {
    const id = "upload:MTphdHRhY2htZW50OjBkY2JiOWJk?sig=ARZharbour";
    expect((await ask(id, "Bearer")).body).toMatchObject({ id, file_offset: 131_072 });
    expect(await send(id, content)).toMatchObject({ status: 200, body: { h: expect.any(String) } });
  });
});

describe("joinSignature()", () => {
  it.each(["http://a/v25.0/upload:a", "http://a/v25.0/1?sig=b", "http://a/v25.0/upload:a/more?sig=b"])(
    "leaves %s unchanged",
    (address) => {
      expect(joinSignature(new URL(address)).href).toBe(address);
    },
  );

  it("puts the signature of a session into its id", () => {
    const joined = joinSignature(new URL("http://a/v25.0/upload:a?sig=b&appsecret_proof=c"));
    expect(joined.href).toBe("http://a/v25.0/upload:a%3Fsig%3Db?appsecret_proof=c");
  });
});
