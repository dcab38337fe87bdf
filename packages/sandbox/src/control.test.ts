import { describe, expect, it } from "vitest";
import { createControl } from "./control.ts";

function start(inject: (fault: unknown) => void = () => undefined) {
  const done: unknown[] = [];
  const routes = createControl({
    calls: [{ method: "GET" }],
    codeFor: (id) => (id === "12" ? "123456" : undefined),
    inject: (fault) => {
      inject(fault);
      done.push(fault);
    },
    reset: () => done.push("reset"),
  });
  return {
    done,
    async send(path: string, init?: RequestInit) {
      const response = await routes.request(path, init);
      return { status: response.status, body: await response.json() };
    },
  };
}

describe("the control routes", () => {
  it("refuse a fault that is not JSON", async () => {
    expect(await start().send("/faults", { method: "POST", body: "throttle" })).toEqual({
      status: 400,
      body: { error: { message: "Cannot inject the fault: the request body is not JSON" } },
    });
  });

  it("refuse a fault that is badly formed and say why", async () => {
    const { send, done } = start(() => {
      throw new TypeError("Cannot inject the fault: because");
    });
    expect(await send("/faults", { method: "POST", body: "{}" })).toEqual({
      status: 400,
      body: { error: { message: "Cannot inject the fault: because" } },
    });
    expect(done).toEqual([]);
  });

  it("name the routes that there are", async () => {
    expect(await start().send("/fault", { method: "POST" })).toEqual({
      status: 400,
      body: {
        error: { message: "Cannot POST /fault: there are GET codes/{id}, POST faults, POST reset and GET calls" },
      },
    });
  });

  it("say when there is no code", async () => {
    expect(await start().send("/codes/13")).toEqual({
      status: 404,
      body: { error: { message: "Cannot answer the code of 13: none was requested, or there is no such number" } },
    });
  });

  it("answer codes and calls", async () => {
    expect(await start().send("/codes/12")).toEqual({ status: 200, body: { code: "123456" } });
    expect(await start().send("/calls")).toEqual({ status: 200, body: { data: [{ method: "GET" }] } });
  });

  it("inject faults and reset", async () => {
    const { send, done } = start();
    expect(await send("/faults", { method: "POST", body: '{"kind":"drop"}' })).toMatchObject({ status: 200 });
    expect(await send("/reset", { method: "POST" })).toMatchObject({ status: 200 });
    expect(done).toEqual([{ kind: "drop" }, "reset"]);
  });
});
