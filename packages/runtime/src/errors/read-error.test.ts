import { describe, expect, test } from "vitest";
import { attemptOf } from "../call/requests.test-support.ts";
import { graphErrorIn, parseJson, shownError } from "./read-error.ts";

describe("graphErrorIn() and shownError()", () => {
  const { call } = attemptOf();
  const read = (text: string) => shownError(graphErrorIn(parseJson(text)), call);
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
    expect(graphErrorIn(parseJson(text))).toBeUndefined();
    expect(read(text)).toBeUndefined();
  });

  test("survives an error that is nested too deeply to be shown", () => {
    expect(read(deep(200_000))).toBeUndefined();
  });

  test("takes over nothing from keys such as __proto__", () => {
    const text =
      '{"error":{"code":1,"message":"no","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}';
    const shown = read(text);
    expect(shown?.error.code).toBe(1);
    expect(Object.getPrototypeOf(shown?.error)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
