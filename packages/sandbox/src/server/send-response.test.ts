import { describe, expect, it } from "vitest";
import { shareSandbox, startSandbox } from "../sandbox.test-support.ts";

const { sandbox, call } = await shareSandbox();
const address = `${sandbox.url}/v25.0/506914307656634`;
const pool = "/506914307656634/preverified_numbers";

function request(path: string, init?: RequestInit): Promise<Response> {
  const headers = { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": "application/json" };
  return fetch(`${address}${path}`, { ...init, headers });
}

const add = () => request("/add_phone_numbers", { method: "POST", body: '{"phone_number":"+15550123456"}' });

async function poolSize(): Promise<number> {
  const { data } = (await call("GET", pool)).body;
  return Array.isArray(data) ? data.length : -1;
}

describe("the fault drop", () => {
  it("drops the connection before anything happened", async () => {
    sandbox.inject({ kind: "drop" });
    await expect(add()).rejects.toThrow("fetch failed");
    expect(sandbox.calls).toMatchObject([{ operation: "addPhoneNumber", status: 0, fault: "drop" }]);
    expect(await poolSize()).toBe(0);
  });

  it("drops the connection in the middle of the body", async () => {
    sandbox.inject({ kind: "drop", after: "headers" });
    const response = await add();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("terminated");
    expect(sandbox.calls).toMatchObject([{ operation: "addPhoneNumber", status: 200, fault: "drop" }]);
    expect(await poolSize()).toBe(0);
  });

  it("drops the connection after the call took effect", async () => {
    sandbox.inject({ kind: "drop", after: "effect" });
    await expect(add()).rejects.toThrow("fetch failed");
    expect(sandbox.calls).toMatchObject([{ operation: "addPhoneNumber", status: 0, fault: "drop" }]);
    expect(await poolSize()).toBe(1);
  });
});

describe("the fault slow", () => {
  it("sends the headers at once", async () => {
    sandbox.inject({ kind: "slow", milliseconds: 600_000 });
    const controller = new AbortController();
    const response = await request("/preverified_numbers", { signal: controller.signal });
    expect(response.status).toBe(200);
    expect(response.headers.get("facebook-api-version")).toBe("v25.0");
    controller.abort();
  });

  it("sends the whole body in pieces", async () => {
    await add();
    sandbox.inject({ kind: "slow", milliseconds: 80 });
    const begun = performance.now();
    const response = await request("/preverified_numbers");
    expect(response.status).toBe(200);
    const pieces: Uint8Array[] = [];
    for await (const piece of response.body ?? []) pieces.push(piece);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(75);
    expect(pieces.length).toBeGreaterThan(1);
    expect(JSON.parse(Buffer.concat(pieces).toString())).toMatchObject({ data: [{ phone_number: "+15550123456" }] });
  });

  it("lets the call take effect", async () => {
    sandbox.inject({ kind: "slow", milliseconds: 0 });
    expect(await (await add()).json()).toEqual({ id: expect.stringMatching(/^\d+$/) });
    expect(await poolSize()).toBe(1);
  });

  it("stops when the client goes away", async () => {
    sandbox.inject({ kind: "slow", milliseconds: 40 });
    const controller = new AbortController();
    const response = await request("/preverified_numbers", { signal: controller.signal });
    controller.abort();
    await expect(response.text()).rejects.toThrow("aborted");
    expect(await poolSize()).toBe(0);
  });

  it("does not keep a sandbox from closing", async () => {
    const { sandbox: other } = await startSandbox();
    other.inject({ kind: "slow", milliseconds: 600_000 });
    const headers = { Authorization: `Bearer ${other.accessToken}` };
    const response = await fetch(`${other.url}/v25.0${pool}`, { headers });
    await other.close();
    await expect(response.text()).rejects.toThrow("terminated");
  });
});

it("a rejected call changes nothing and the next call succeeds", async () => {
  sandbox.inject({ kind: "throttle", retryAfter: 2 });
  const refused = await add();
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(await poolSize()).toBe(0);
  expect((await add()).status).toBe(200);
});
