import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { proofOf } from "./proof.ts";
import { createSandbox } from "../sandbox.ts";
import { shareSandbox } from "../sandbox.test-support.ts";

it("proofOf() reads the query first", () => {
  const fields = { appsecret_proof: "b", appsecret_time: 5 };
  expect(proofOf(new URLSearchParams("appsecret_proof=a"), fields)).toEqual({ proof: "a", time: "5" });
  expect(proofOf(new URLSearchParams())).toEqual({ proof: undefined, time: undefined });
});

const { sandbox } = await shareSandbox({ appSecret: "secret" });

describe("a sandbox with an app secret", () => {
  const root = `${sandbox.url}/v25.0`;
  const prove = (message: string) => createHmac("sha256", "secret").update(message).digest("hex");
  const proof = prove(sandbox.accessToken);

  async function send(path: string, init: RequestInit = {}) {
    const headers = { Authorization: `Bearer ${sandbox.accessToken}`, ...init.headers };
    const response = await fetch(root + path, { ...init, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  }
  const json = { "Content-Type": "application/json" };
  const pool = "/506914307656634/preverified_numbers";
  const add = "/506914307656634/add_phone_numbers";
  const picture = () => {
    const form = new FormData();
    form.append("messaging_product", "whatsapp");
    form.append("file", new Blob(["a"], { type: "image/png" }), "a.png");
    return form;
  };
  const refused = { status: 400, body: { error: { code: 100, type: "GraphMethodException" } } };

  it.each(["", `?appsecret_proof=${"0".repeat(64)}`])("rejects a call with the query %j", async (query) => {
    expect(await send(pool + query)).toMatchObject(refused);
  });

  it("rejects uploads and batches without a proof", async () => {
    expect(await send("/108110225544001/media", { method: "POST", body: picture() })).toMatchObject(refused);
    expect(await send("/", { method: "POST", body: new URLSearchParams({ batch: "[]" }) })).toMatchObject(refused);
  });

  it("accepts the proof in the query", async () => {
    expect(await send(`${pool}?appsecret_proof=${proof}`)).toMatchObject({ status: 200 });
  });

  it("accepts a proof with a time", async () => {
    const time = Math.floor(Date.now() / 1000);
    const timed = prove(`${sandbox.accessToken}|${time}`);
    expect(await send(`${pool}?appsecret_proof=${timed}&appsecret_time=${time}`)).toMatchObject({ status: 200 });
  });

  it("accepts the proof in a JSON body", async () => {
    const body = JSON.stringify({ phone_number: "+15550123456", appsecret_proof: proof });
    expect(await send(add, { method: "POST", headers: json, body })).toMatchObject({ status: 200 });
  });

  it("accepts the proof in a form with a file", async () => {
    const form = picture();
    form.append("appsecret_proof", proof);
    expect(await send("/108110225544001/media", { method: "POST", body: form })).toMatchObject({ status: 200 });
  });

  it("accepts the proof of a batch once", async () => {
    const batch = JSON.stringify([{ method: "GET", relative_url: pool.slice(1) }]);
    const answer = await send("/", { method: "POST", body: new URLSearchParams({ batch, appsecret_proof: proof }) });
    expect(answer).toMatchObject({ status: 200, body: [{ code: 200 }] });
  });

  it("accepts the proof of an upload session in the query alone", async () => {
    const query = "file_name=a&file_length=1&file_type=image/png";
    const { body } = await send(`/1/uploads?${query}&appsecret_proof=${proof}`, { method: "POST" });
    const { id } = body as { id: string };
    const headers = {
      Authorization: `OAuth ${sandbox.accessToken}`,
      "Content-Type": "application/octet-stream",
      file_offset: "0",
    };
    expect(await send(`/${id}`, { method: "POST", headers, body: "a" })).toMatchObject(refused);
    expect(await send(`/${id}&appsecret_proof=${proof}`, { method: "POST", headers, body: "a" })).toMatchObject({
      status: 200,
    });
  });

  it("requires no proof where no token is sent", async () => {
    const query = "client_id=1&client_secret=secret&grant_type=client_credentials";
    expect(await send(`/oauth/access_token?${query}`)).toMatchObject({ status: 200 });
  });
});

it("a sandbox rejects an empty app secret", async () => {
  await expect(createSandbox({ appSecret: "" })).rejects.toThrow(
    new TypeError("Cannot start the sandbox: the app secret is empty"),
  );
});
