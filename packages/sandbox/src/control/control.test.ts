import { describe, expect, it } from "vitest";
import { createCampaignIndex } from "../console/campaign-index.ts";
import { createFeed } from "../console/feed.ts";
import { createTemplateControls } from "../platform/templates/controls.ts";
import { contextOf } from "../sandbox.test-support.ts";
import { OperationTable } from "../server/operations.ts";
import { createControl } from "./control.ts";

const json = { method: "POST", headers: { "content-type": "application/json; charset=utf-8" } };

function unused(): never {
  throw new Error("a test of these routes needs a sandbox");
}

// the type of all controls, which the tests of their routes use
const unusedControls = {} as never;

function start(inject: (fault: unknown) => void = () => undefined) {
  const done: unknown[] = [];
  const controls = {
    numbers: unusedControls,
    accounts: unusedControls,
    flows: unusedControls,
    emit: () => unused(),
    calls: [{ method: "GET", path: "/1" }, { method: "GET" }],
    warnings: [],
    sent: [],
    webhooks: [],
    templates: createTemplateControls(contextOf({})),
    clock: { now: () => 7, advance: (milliseconds: number) => void done.push(milliseconds) },
    customer: () => unused(),
    customers: () => unused(),
    suspendGroup: () => unused(),
    redeliver: () => unused(),
    codeFor: (id: string) => (id === "12" ? "123456" : undefined),
    inject: (fault: unknown) => {
      inject(fault);
      done.push(fault);
    },
    faults: [{ id: "1", kind: "drop", left: 2 }],
    removeFaults: (id?: string) => void done.push(id ?? "all faults"),
    reset: () => void done.push("reset"),
    snapshot: () => ({}),
    restore: () => void done.push("restore"),
  };
  const { world, now } = contextOf({});
  const feed = createFeed(world, now);
  const source = {
    world,
    now,
    feed,
    campaigns: createCampaignIndex(world, feed, now),
    table: new OperationTable([]),
    page: new URL("page/", import.meta.url),
    specs: new URL("../../openapi/", import.meta.url),
    webhook: { addresses: unused, verify: unused, set: unused },
    about: () => ({}),
  };
  const routes = createControl(controls, source, { host: "192.168.0.1", publicUrl: undefined });
  return {
    done,
    async send(path: string, init?: RequestInit) {
      const response = await routes.request(path, init);
      return { status: response.status, body: await response.json() };
    },
  };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { message } } });

describe("the control routes", () => {
  it.each(["evil.example", "evil.example:4000", "127.0.0.1.evil.example", "192.168.0.2", "a b", ""])(
    "reject the Host %j",
    async (host) => {
      const { send, done } = start();
      for (const [path, method] of [
        ["/calls", "GET"],
        ["/codes/12", "GET"],
        ["/reset", "POST"],
        ["/none", "PUT"],
      ] as const) {
        expect(await send(path, { method, headers: { host } })).toEqual(
          refusal(403, `Cannot ${method} ${path}: the Host header must be loopback or 192.168.0.1, got ${host}`),
        );
      }
      expect(done).toEqual([]);
    },
  );

  it("reject another host in the request line", async () => {
    expect(await start().send("http://evil.example/calls", { headers: { host: "localhost" } })).toMatchObject({
      status: 403,
    });
  });

  it.each(["https://evil.example", "http://evil.example:4000", "null", "file://"])(
    "reject the Origin %s",
    async (origin) => {
      const { send, done } = start();
      expect(await send("/reset", { method: "POST", headers: { origin } })).toEqual(
        refusal(403, `Cannot POST /reset: cross-site requests are rejected, the Origin header is ${origin}`),
      );
      expect(await send("/calls", { headers: { origin } })).toMatchObject({ status: 403 });
      expect(done).toEqual([]);
    },
  );

  it("accept pages of this machine and the address that the server listens on", async () => {
    const { send } = start();
    for (const host of ["localhost:4000", "127.0.0.1", "[::1]:4000", "192.168.0.1:4000"]) {
      expect(await send("/calls", { headers: { host, origin: `http://${host}` } })).toMatchObject({ status: 200 });
    }
  });

  it("move the time forward", async () => {
    const { send, done } = start();
    const move = (body: object) =>
      send("/clock", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    expect(await move({ advance: 5 })).toEqual({ status: 200, body: { now: 7 } });
    expect(await send("/clock")).toEqual({ status: 200, body: { now: 7 } });
    expect(done).toEqual([5]);
    expect(await move({ advance: "5" })).toMatchObject({ status: 400 });
    expect(await move({})).toMatchObject({ status: 400 });
  });

  it.each(["/faults", "/reset"])("reject a body of %s that is not JSON", async (path) => {
    const { send, done } = start();
    const post = (body: string, type: string) =>
      send(path, { method: "POST", headers: { "content-type": type }, body });
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "multipart/form-data; boundary=a",
    ]) {
      expect(await post('{"kind":"drop"}', type)).toEqual(
        refusal(415, `Cannot POST ${path}: the content type must be application/json, got ${type}`),
      );
    }
    expect(await post("throttle", "application/json")).toEqual(
      refusal(400, `Cannot POST ${path}: the request body is not JSON`),
    );
    expect(await post(`${"[".repeat(200)}${"]".repeat(200)}`, "application/json")).toMatchObject({ status: 400 });
    expect(done).toEqual([]);
  });

  it("reject a body above 1 MB", async () => {
    const body = JSON.stringify(" ".repeat(1_048_575));
    expect(await start().send("/faults", { ...json, body })).toEqual(
      refusal(413, "Cannot POST /faults: The request body must not be longer than 1 MB"),
    );
  });

  it("reject a fault without a body", async () => {
    expect(await start().send("/faults", { method: "POST" })).toEqual(
      refusal(400, "Cannot POST /faults: the request body is missing"),
    );
  });

  it("reject an invalid fault and say why", async () => {
    const { send, done } = start(() => {
      throw new TypeError("Cannot inject the fault: because");
    });
    expect(await send("/faults", { ...json, body: "{}" })).toEqual(refusal(400, "Cannot inject the fault: because"));
    expect(done).toEqual([]);
  });

  it("return the newest of a list, as many as are asked for", async () => {
    const { send } = start();
    const first = { method: "GET", path: "/1" };
    expect(await send("/calls")).toEqual({ status: 200, body: { data: [first, { method: "GET" }] } });
    expect(await send("/calls?limit=1")).toEqual({ status: 200, body: { data: [{ method: "GET" }] } });
    for (const limit of ["0", "-1", "1.5", "x", "10001"])
      expect(await send(`/calls?limit=${limit}`)).toMatchObject({ status: 400 });
  });

  it("say how routes begin, and which ones begin like a path", async () => {
    const { send } = start();
    expect(await send("/fault", { method: "POST" })).toEqual(
      refusal(400, expect.stringMatching(/^Cannot POST \/fault: routes begin with about, accounts, calls, .*, world$/)),
    );
    expect(await send("/webhooks/7/redelivr", { method: "POST" })).toEqual(
      refusal(
        400,
        "Cannot POST /webhooks/7/redelivr: the routes there are GET /webhooks, POST /webhooks/verify, POST /webhooks/:id/redeliver",
      ),
    );
  });

  it("say when there is no code", async () => {
    expect(await start().send("/codes/13")).toEqual(
      refusal(404, "Cannot return the code of 13: none was requested, or the number does not exist"),
    );
  });

  it("return codes and calls", async () => {
    expect(await start().send("/codes/12")).toEqual({ status: 200, body: { code: "123456" } });
    expect(await start().send("/calls")).toMatchObject({ status: 200 });
  });

  it("inject faults and reset", async () => {
    const { send, done } = start();
    expect(await send("/faults", { ...json, body: '{"kind":"drop"}' })).toMatchObject({ status: 200 });
    expect(await send("/reset", { method: "POST" })).toMatchObject({ status: 200 });
    expect(done).toEqual([{ kind: "drop" }, "reset"]);
  });

  it("list and remove faults", async () => {
    const { send, done } = start();
    expect(await send("/faults")).toEqual({ status: 200, body: { data: [{ id: "1", kind: "drop", left: 2 }] } });
    expect(await send("/faults/7", { method: "DELETE" })).toEqual({ status: 200, body: { success: true } });
    expect(await send("/faults", { method: "DELETE" })).toMatchObject({ status: 200 });
    expect(done).toEqual(["7", "all faults"]);
    expect(await send("/faults", { method: "DELETE", headers: { origin: "https://evil.example" } })).toMatchObject({
      status: 403,
    });
    expect(done).toHaveLength(2);
  });
});
