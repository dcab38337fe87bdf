import { describe, expect, test } from "vitest";
import { attemptOf } from "../call/requests.test-support.ts";
import { parseError, readError } from "./read-error.ts";

describe("readError()", () => {
  const { call } = attemptOf();
  const deep = (depth: number) => `{"error":{"code":1,"error_data":${"[".repeat(depth)}${"]".repeat(depth)}}}`;

  test.each([
    "",
    "text",
    "7",
    "null",
    "[]",
    "{}",
    '{"error":null}',
    '{"error":"no"}',
    '{"error":{}}',
    '{"error":{"code":"100"}}',
    '{"error":{"code":1}',
  ])("finds no error in %.40s", (text) => {
    expect(parseError(text)).toBeUndefined();
    expect(readError(text, call)).toBeUndefined();
  });

  test("survives an error that is nested too deeply to be shown", () => {
    expect(readError(deep(200_000), call)).toBeUndefined();
  });

  test("takes over nothing from keys such as __proto__", () => {
    const text =
      '{"error":{"code":1,"message":"no","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}';
    const read = readError(text, call);
    expect(read?.error.code).toBe(1);
    expect(Object.getPrototypeOf(read?.error)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
