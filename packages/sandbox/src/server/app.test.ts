import { readVersions } from "../../../../scripts/specs/versions.ts";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { FaultQueue } from "../faults.ts";
import { OperationTable } from "./operations.ts";
import { refusal, shareSandbox } from "../sandbox.test-support.ts";
import { TokenStore } from "../platform/token-store.ts";
import { World } from "../world/world.ts";

const { all } = await readVersions(join(import.meta.dirname, "../../../.."));
const newest = all.at(-1) ?? "";
const { sandbox, call } = await shareSandbox();
const business = "/506914307656634";
const pool = `${business}/preverified_numbers`;
const add = `${business}/add_phone_numbers`;

describe("the address", () => {
  it.each([
    ["/506914307656634/preverified_numbers", "/506914307656634/preverified_numbers does not begin with a version"],
    ["/", `/ does not begin with a version such as /${newest}`],
    ["/v99.0/506914307656634", `there is no version v99.0, the sandbox has ${all.join(", ")}`],
    ["/v25.0", "/ is no path of v25.0"],
    ["/v25.0/506914307656634/preverified", "/506914307656634/preverified is no path of v25.0"],
  ])("%s is rejected", async (path, message) => {
    const response = await fetch(`${sandbox.url}${path}`);
    const body = await response.json();
    expect({ status: response.status, body }).toMatchObject(refusal(400, 2500, message));
    expect(body).toMatchObject({ error: { type: "OAuthException" } });
  });

  it("with an unknown id is rejected", async () => {
    const answer = await call("GET", "/1234");
    expect(answer).toMatchObject(refusal(400, 100, "'1234'"));
    expect(answer).toMatchObject({ body: { error: { error_subcode: 33 } } });
    expect(await call("GET", "/me")).toMatchObject({ body: { error: { code: 100, error_subcode: 33 } } });
  });

  it("with the id of another kind of node is rejected", async () => {
    const { body } = await call("GET", `${business}/partners`);
    expect(body).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it("with a method that it does not have is rejected", async () => {
    expect(await call("DELETE", pool)).toMatchObject(refusal(400, 100, "Unsupported method DELETE"));
  });
});

describe("the token", () => {
  it.each(["Bearer", "Bearer not-the-one", "Basic not-the-one", "not-the-one"])("%j is rejected", async (header) => {
    const { status, body } = await call("GET", pool, { headers: { Authorization: header } });
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: 190 } });
    expect(JSON.stringify([body, sandbox.calls])).not.toContain("not-the-one");
  });

  it("must be in the header, not in the query", async () => {
    const response = await fetch(`${sandbox.url}/v25.0${pool}?access_token=${sandbox.accessToken}`);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain("send the header Authorization");
    expect(sandbox.calls[0]?.query).toEqual({ access_token: "[hidden]" });
  });

  it("must come with its scheme", async () => {
    expect(await call("GET", pool, { headers: { Authorization: sandbox.accessToken } })).toMatchObject({ status: 401 });
    const lowerCase = { Authorization: `bearer ${sandbox.accessToken}` };
    expect(await call("GET", pool, { headers: lowerCase })).toMatchObject({ status: 200 });
  });

  it("is checked before faults are used up", async () => {
    sandbox.inject({ kind: "transient" });
    expect(await call("GET", pool, { headers: { Authorization: "Bearer x" } })).toMatchObject({ status: 401 });
    expect(await call("GET", pool)).toMatchObject({ status: 500 });
  });
});

describe("faults", () => {
  it("come before validation", async () => {
    sandbox.inject({ kind: "transient" });
    expect(await call("POST", add, { body: {} })).toMatchObject({ status: 500, body: { error: { code: 2 } } });
    expect(await call("POST", add, { body: {} })).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  });

  it("hit only the operation that they name", async () => {
    sandbox.inject({ kind: "expired-token", operation: "addPhoneNumber", times: 2 });
    expect(await call("GET", pool)).toMatchObject({ status: 200 });
    for (const status of [401, 401, 200]) {
      expect(await call("POST", add, { body: { phone_number: "+15550123456" } })).toMatchObject({ status });
    }
  });

  it("hit a call that no operation is found for, when they name none", async () => {
    sandbox.inject({ kind: "throttle" });
    expect(await call("GET", "/1234")).toMatchObject({ status: 429 });
  });
});

describe("the request body", () => {
  async function send(body: string, type = "application/json") {
    const headers = { Authorization: `Bearer ${sandbox.accessToken}`, "Content-Type": type };
    const response = await fetch(`${sandbox.url}/v25.0${add}`, { method: "POST", headers, body });
    return { status: response.status, body: await response.json() };
  }

  it.each([
    ["", "The request body is required and missing"],
    ["{", "must be JSON"],
    ['{"phone_number":15550123456}', "Param phone_number must be a string"],
    ['{"phone_numbr":"+15550123456"}', "Unknown parameter phone_numbr: allowed here are phone_number"],
  ])("%s is rejected", async (body, message) => {
    expect(await send(body)).toMatchObject(refusal(400, 100, message));
  });

  it("of another content type is rejected", async () => {
    const answer = await send("phone_number=%2B15550123456", "application/x-www-form-urlencoded");
    expect(answer).toMatchObject(refusal(400, 100, "must be application/json"));
  });

  it("above 1 MB is rejected", async () => {
    const tooLong = refusal(413, 100, "must not be longer than 1 MB");
    expect(await send(" ".repeat(1_048_577))).toMatchObject(tooLong);
    expect(await send(" ".repeat(20_000_000))).toMatchObject(tooLong);
    const justFits = `{"phone_number":"+15550123456"}${" ".repeat(1_048_576 - 31)}`;
    expect(await send(justFits)).toMatchObject({ status: 200 });
  });

  it("that is rejected changes nothing", async () => {
    await send('{"phone_number":"+15550123456","extra":1}');
    expect((await call("GET", pool)).body).toMatchObject({ data: [] });
  });
});

describe("every response", () => {
  it.each([
    ["of success", `/v24.0${pool}`, "v24.0"],
    ["of an error", "/v24.0/1234", "v24.0"],
    ["to an unknown version", "/v99.0/1234", newest],
  ])("%s has the headers of the platform", async (_, path, version) => {
    const headers = { Authorization: `Bearer ${sandbox.accessToken}` };
    const response = await fetch(`${sandbox.url}${path}`, { headers });
    expect(response.headers.get("facebook-api-version")).toBe(version);
    expect(response.headers.get("x-fb-request-id")).toMatch(/^[0-9a-f]{24}$/);
    expect(response.headers.get("x-fb-trace-id")).toMatch(/^A[A-Za-z0-9_-]{22}$/);
  });

  it("of an error has its trace in the body too", async () => {
    const { headers, body } = await call("GET", "/1234");
    expect(body).toMatchObject({ error: { fbtrace_id: headers.get("x-fb-trace-id") } });
  });
});

describe("pages", () => {
  it("link to the same call with the token in the address", async () => {
    for (const digit of [1, 2, 3]) await call("POST", add, { body: { phone_number: `+1555012000${digit}` } });
    const first = (await call("GET", `${pool}?limit=2&fields=phone_number`)).body;
    const { next } = Object(first["paging"]);
    const link = new URL(next);
    expect(link.origin + link.pathname).toBe(`${sandbox.url}/v25.0${pool}`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      limit: "2",
      fields: "phone_number",
      access_token: sandbox.accessToken,
      after: Object(first["paging"]).cursors.after,
    });
    const second = (await call("GET", `${pool}${link.search}`)).body;
    expect(second).toMatchObject({ data: [{ phone_number: "+15550120003" }] });
    expect(Object(second["paging"])).not.toHaveProperty("next");
    expect(new URL(Object(second["paging"]).previous).searchParams.has("after")).toBe(false);
  });
});

describe("calls", () => {
  it("are recorded in order, without secrets", async () => {
    await call("GET", `${pool}?limit=1&appsecret_proof=${"0".repeat(64)}`);
    await call("GET", "/1234");
    await fetch(`${sandbox.url}/_sandbox/calls`);
    expect(sandbox.calls).toEqual([
      {
        id: "1",
        time: expect.any(Number),
        duration: expect.any(Number),
        method: "GET",
        path: `/v25.0${pool}`,
        version: "v25.0",
        operation: "listPreverifiedNumbers",
        query: { limit: "1", appsecret_proof: "[hidden]" },
        status: 200,
        response: expect.objectContaining({ data: [] }),
      },
      {
        id: "2",
        time: expect.any(Number),
        duration: expect.any(Number),
        method: "GET",
        path: "/v25.0/1234",
        version: "v25.0",
        query: {},
        status: 400,
        response: { error: expect.objectContaining({ code: 100 }) },
      },
    ]);
  });

  it("have their duration, by the clock of the machine", async () => {
    sandbox.inject({ kind: "drop" });
    await expect(call("GET", "/1234")).rejects.toThrow("fetch failed");
    await call("GET", "/1234");
    const [lost, answered] = sandbox.calls;
    expect(lost).toMatchObject({ status: 0, duration: expect.any(Number) });
    expect(answered?.duration).toBeGreaterThanOrEqual(0);
    expect(answered?.duration).toBeLessThan(60_000);
  });
});

describe("createApp() on its own", () => {
  const get = { operationId: "readThing", responses: { "200": { content: { "application/json": {} } } } };
  const table = new OperationTable([{ "x-graph-versions": ["v25.0"], paths: { "/thing": { get } } }]);
  const headers = { Authorization: "Bearer t" };

  function start(error?: unknown) {
    const fail = () => {
      throw error;
    };
    const domain = { nodes: {}, handlers: { ...(error !== undefined && { readThing: fail }) } };
    const tokens = new TokenStore({ accessToken: "t", appSecret: undefined, now: Date.now, world: new World() });
    const state = { domains: [domain], tokens, faults: new FaultQueue(() => true), now: Date.now, calls: [] };
    return createApp({ table, accessToken: "t", businesses: [{ id: "1", name: "One" }], state });
  }

  it.each([
    [undefined, "the document has no example for the response of readThing"],
    [new Error("broken"), "broken"],
    ["text", "text"],
  ])("responds with status 500 when something in it throws %s", async (error, message) => {
    const response = await start(error).request("/v25.0/thing", { headers });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      error: { code: 1, message: `(#1) The sandbox itself failed: ${message}` },
    });
  });
});
