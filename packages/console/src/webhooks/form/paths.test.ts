import { expect, test } from "vitest";
import { nearestPath, readAt, removeAt, writeAt } from "./paths.ts";

const value = JSON.parse('{"a":[1,{"b":2}],"__proto__":{"c":3},"z":null}') as unknown;

test("values are read by their own names alone", () => {
  expect(readAt(value, ["a", 1, "b"])).toBe(2);
  expect(readAt(value, ["__proto__", "c"])).toBe(3);
  expect(readAt(value, [])).toBe(value);
  for (const path of [["constructor"], ["a", "length", "b"], ["a", 2], ["z", "b"], ["toString", "name"]])
    expect(readAt(value, path)).toBe(undefined);
});

test("values are written without changing others, their order or what was there before", () => {
  const before = JSON.stringify(value);
  expect(JSON.stringify(writeAt(value, ["a", 1, "b"], 5))).toBe('{"a":[1,{"b":5}],"__proto__":{"c":3},"z":null}');
  expect(JSON.stringify(writeAt(value, ["__proto__", "d"], 5))).toBe(
    '{"a":[1,{"b":2}],"__proto__":{"c":3,"d":5},"z":null}',
  );
  expect(JSON.stringify(writeAt({}, ["__proto__"], { polluted: true }))).toBe('{"__proto__":{"polluted":true}}');
  expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
  expect(writeAt([1], [1], 2)).toEqual([1, 2]);
  expect(writeAt(value, [], 1)).toBe(1);
  expect(JSON.stringify(value)).toBe(before);
});

test("values are taken away", () => {
  expect(JSON.stringify(removeAt(value, ["a", 0]))).toBe('{"a":[{"b":2}],"__proto__":{"c":3},"z":null}');
  expect(JSON.stringify(removeAt(value, ["__proto__"]))).toBe('{"a":[1,{"b":2}],"z":null}');
  expect(removeAt(value, ["a", 7])).toBe(value);
  expect(removeAt(value, ["constructor"])).toBe(value);
  expect(removeAt(value, [])).toBe(value);
});

test("a place that is not there is shown at what should hold it", () => {
  expect(nearestPath(value, ["a", "1", "b", "c"])).toEqual(["a", 1, "b"]);
  expect(nearestPath(value, ["a", "5"])).toEqual(["a"]);
  expect(nearestPath(value, ["constructor"])).toEqual([]);
});
