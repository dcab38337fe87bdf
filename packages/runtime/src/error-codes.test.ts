import { describe, expect, test } from "vitest";
import { causeOf } from "./errors/causes.ts";
import { type ErrorCode, errorCodes } from "./error-codes.ts";

const expectKnown = (code: number, entry: ErrorCode, subcode?: number) => {
  const { family, isRetryable, isRejected, wait } = causeOf(400, {
    code,
    ...(subcode !== undefined && { error_subcode: subcode }),
  });
  const found = { family, retryable: isRetryable, rejected: isRejected, wait };
  expect(found).toEqual({
    family: entry.family,
    retryable: entry.retryable,
    rejected: entry.rejected,
    wait: (entry.wait ?? 0) * 1000,
  });
};

describe("the client knows of each code what the table says", () => {
  const answered = Object.entries(errorCodes).filter(([code, { surface }]) => surface !== "ui" && code !== "200-299");
  test.each(answered)("%s", (code, entry) => {
    expectKnown(Number(code), entry);
  });

  test("also of the range of missing permissions and of a subcode with a family of its own", () => {
    const range = errorCodes["200-299"] as ErrorCode;
    for (const code of [201, 250, 299]) expectKnown(code, range);
    expect(causeOf(400, { code: 300 }).family).toBe("unknown");
    expectKnown(100, errorCodes["100"]?.subcodes?.["2388024"] as ErrorCode, 2388024);
  });

  test("but not of codes that are shown in a window alone", () => {
    const shown = Object.entries(errorCodes).filter(([, { surface }]) => surface === "ui");
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.filter(([code]) => causeOf(400, { code: Number(code) }).family !== "unknown")).toEqual([]);
  });
});

test("what is safe to send again may succeed later", () => {
  const rejected = Object.entries(errorCodes).filter(([, entry]) => entry.rejected);
  expect(rejected.map(([code]) => Number(code))).toEqual([4, 17, 80007, 80008, 130429, 131056]);
  expect(rejected.every(([, entry]) => entry.retryable)).toBe(true);
});
