import { describe, expect, it } from "vitest";
import { type Fault, failureOf, FaultQueue } from "./faults.ts";

const createQueue = () => new FaultQueue((operationId) => operationId.startsWith("list"));

describe("FaultQueue.add()", () => {
  it.each([
    [null, "Param fault must be an object"],
    [[], "Param fault must be an object"],
    [{}, "The parameter kind is required"],
    [
      { kind: "explode" },
      "Param kind must be one of throttle, transient, drop, slow, expired-token, batch-timeout, cut, corrupt, gone, redirect, endless",
    ],
    [{ kind: "transient", times: 0 }, "Param times must be at least 1"],
    [{ kind: "transient", code: 4 }, "Unknown parameter code: allowed here are kind, times, operation"],
    [{ kind: "throttle", status: 500 }, "Param status must be one of 400, 429"],
    [{ kind: "throttle", retryAfter: "1" }, "Param retryAfter must be an integer"],
    [{ kind: "drop", after: "body" }, "Param after must be one of headers, effect"],
    [{ kind: "batch-timeout", after: "headers" }, "Param after must be one of effect"],
    [{ kind: "slow", milliseconds: -1 }, "Param milliseconds must be at least 0"],
    [{ kind: "slow", operation: "readPartners" }, "no operation has the operationId readPartners"],
    [{ kind: "cut" }, "The parameter bytes is required"],
    [{ kind: "cut", bytes: -1 }, "Param bytes must be at least 0"],
    [
      { kind: "cut", bytes: 1, operation: "listPartners" },
      "cut applies to downloadMedia, uploadMedia, uploadFileBytes, not listPartners",
    ],
    [{ kind: "redirect", to: "elsewhere" }, "Param to must be a valid uri"],
    [{ kind: "gone", operation: "listPartners" }, "gone applies to downloadMedia, not listPartners"],
  ])("rejects %j", (fault, message) => {
    const queue = createQueue();
    expect(() => queue.add(fault)).toThrow(new TypeError(`Cannot inject the fault: ${message}`));
    expect(queue.take(undefined)).toBeUndefined();
  });

  it("accepts 10,000 faults, and no more until one is used up or all are cleared", () => {
    const queue = createQueue();
    for (let count = 0; count < 10_000; count++) queue.add({ kind: "transient" });
    const oneMore = () => queue.add({ kind: "transient" });
    expect(oneMore).toThrow(new TypeError("Cannot inject the fault: 10000 faults are pending, remove them first"));
    queue.take(undefined);
    oneMore();
    queue.remove();
    oneMore();
  });

  it("keeps the fault as it was when it was added", () => {
    const queue = createQueue();
    const fault = { kind: "slow", milliseconds: 5 };
    queue.add(fault);
    fault.milliseconds = 500;
    expect(queue.take(undefined)).toEqual({ kind: "slow", milliseconds: 5 });
  });
});

describe("FaultQueue.take()", () => {
  it("uses faults up one after the other", () => {
    const queue = createQueue();
    queue.add({ kind: "transient", times: 2 });
    queue.add({ kind: "drop" });
    const kinds = [1, 2, 3, 4].map(() => queue.take("listPartners")?.kind);
    expect(kinds).toEqual(["transient", "transient", "drop", undefined]);
  });

  it("keeps a fault for its operation", () => {
    const queue = createQueue();
    queue.add({ kind: "drop", operation: "listPartners" });
    queue.add({ kind: "transient" });
    expect(queue.take("listNumbers")?.kind).toBe("transient");
    expect(queue.take(undefined)).toBeUndefined();
    expect(queue.take("listPartners")?.kind).toBe("drop");
  });

  it("keeps a fault of batches for an item of one", () => {
    const queue = createQueue();
    queue.add({ kind: "batch-timeout", operation: "listPartners" });
    expect(queue.take("listPartners")).toBeUndefined();
    expect(queue.take("listNumbers", true)).toBeUndefined();
    expect(queue.take("listPartners", true)?.kind).toBe("batch-timeout");
  });

  it("keeps a fault of files for a call with one", () => {
    const queue = createQueue();
    queue.add({ kind: "corrupt" });
    queue.add({ kind: "cut", bytes: 5 });
    const kinds = [undefined, "listPartners", "uploadMedia", "downloadMedia"].map(
      (operation) => queue.take(operation)?.kind,
    );
    expect(kinds).toEqual([undefined, undefined, "cut", "corrupt"]);
  });
});

describe("FaultQueue.pending", () => {
  it("has what waits, with how often it is left", () => {
    const queue = createQueue();
    queue.add({ kind: "slow", milliseconds: 5, times: 2 });
    queue.add({ kind: "drop", operation: "listPartners" });
    queue.take("listNumbers");
    const drop = { id: "2", kind: "drop", operation: "listPartners", left: 1 };
    expect(queue.pending).toEqual([{ id: "1", kind: "slow", milliseconds: 5, times: 2, left: 1 }, drop]);
    queue.take("listNumbers");
    expect(queue.pending).toEqual([drop]);
  });
});

describe("FaultQueue.remove()", () => {
  it("removes the fault with an id, else all", () => {
    const queue = createQueue();
    for (const kind of ["drop", "transient", "slow"]) queue.add({ kind });
    queue.remove("2");
    expect(queue.pending.map(({ id }) => id)).toEqual(["1", "3"]);
    expect(() => queue.remove("2")).toThrow(new TypeError("Cannot remove the fault 2: none with this id is pending"));
    queue.remove();
    expect(queue.take(undefined)).toBeUndefined();
    queue.remove();
  });
});

it("a FaultQueue tells what becomes of a fault", () => {
  const told: unknown[] = [];
  const queue = new FaultQueue(
    () => true,
    ({ id, left }) => told.push([id, left]),
  );
  queue.add({ kind: "drop", times: 3 });
  queue.add({ kind: "transient" });
  queue.take(undefined);
  queue.remove("1");
  queue.take(undefined);
  expect(told).toEqual([
    ["1", 3],
    ["2", 1],
    ["1", 2],
    ["1", 0],
    ["2", 0],
  ]);
});

describe("failureOf()", () => {
  const read = (fault: Fault) => {
    const failure = failureOf(fault, "506914307656634");
    return { status: failure?.status, headers: failure?.headers, ...failure?.envelope("A") };
  };

  it("throttles with the usage headers full", () => {
    const { status, headers, error } = { error: undefined, ...read({ kind: "throttle" }) };
    expect(status).toBe(429);
    expect(error).toMatchObject({ code: 4, is_transient: true });
    expect(JSON.parse(String(headers?.["x-app-usage"]))).toMatchObject({ call_count: 100 });
    expect(JSON.parse(String(headers?.["x-business-use-case-usage"]))).toEqual({
      "506914307656634": [
        {
          type: "whatsapp_business_management",
          call_count: 100,
          total_cputime: 25,
          total_time: 25,
          estimated_time_to_regain_access: 1,
        },
      ],
    });
    expect(headers).not.toHaveProperty("retry-after");
  });

  it("throttles as configured", () => {
    const fault: Fault = { kind: "throttle", status: 400, code: 80007, regainMinutes: 9, retryAfter: 30 };
    const { status, headers, error } = { error: undefined, ...read(fault) };
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 80007 });
    expect(headers?.["retry-after"]).toBe("30");
    expect(headers?.["x-business-use-case-usage"]).toContain('"estimated_time_to_regain_access":9');
  });

  it.each([130429, 131056])(
    "throttles one number with code %i, and says nothing about the app or the business",
    (code) => {
      const { status, headers } = read({ kind: "throttle", code, retryAfter: 1 });
      expect([status, headers]).toEqual([429, { "retry-after": "1" }]);
    },
  );

  it("fails for the moment", () => {
    expect(read({ kind: "transient" })).toMatchObject({ status: 500, error: { code: 2, is_transient: true } });
  });

  it("lets the token expire", () => {
    expect(read({ kind: "expired-token" })).toMatchObject({ status: 401, error: { code: 190, error_subcode: 463 } });
  });

  it("leaves the connection to others", () => {
    expect(failureOf({ kind: "drop" }, "1")).toBeUndefined();
    expect(failureOf({ kind: "slow" }, "1")).toBeUndefined();
  });
});
