import { expect, it } from "vitest";
import { invalidParameter } from "./errors.ts";
import { refuse, toHeader, warnInto } from "./undocumented.ts";

it("refuse() throws the failure", () => {
  const failure = invalidParameter("Unknown parameter a");
  expect(() => refuse(failure, "a is unknown")).toThrow(failure);
});

it("warnInto() keeps each warning once, at most 20, cut at 300 characters", () => {
  const list: string[] = [];
  const warn = warnInto(list);
  warn(invalidParameter("Unknown parameter a"));
  warn(invalidParameter("Unknown parameter a"));
  warn(invalidParameter("Unknown parameter b"), "b is unknown");
  expect(list).toEqual(["Unknown parameter a", "b is unknown"]);
  for (let count = 0; count < 30; count++) warn(invalidParameter(`${count} ${"x".repeat(400)}`));
  expect(list).toHaveLength(20);
  expect(list[2]).toHaveLength(300);
});

it("toHeader() is ASCII of at most 2,000 characters", () => {
  expect(toHeader(["größe", "a\r\nb", "😀"])).toBe("gr\\u00f6\\u00dfe; a\\u000d\\u000ab; \\ud83d\\ude00");
  expect(toHeader(["x".repeat(3000)])).toBe(`${"x".repeat(2000)}...`);
});
