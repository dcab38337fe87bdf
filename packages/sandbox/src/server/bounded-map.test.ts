import { expect, it } from "vitest";
import { BoundedMap } from "./bounded-map.ts";

it("BoundedMap drops the oldest of too many entries", () => {
  const map = new BoundedMap<string, number>({ entries: 2 });
  map.set("a", 1).set("b", 2).set("c", 3);
  expect([...map]).toEqual([
    ["b", 2],
    ["c", 3],
  ]);
});

it("BoundedMap keeps the place of an entry that is replaced", () => {
  const map = new BoundedMap<string, number>({ entries: 2 });
  map.set("a", 1).set("b", 2).set("a", 3);
  expect([...map]).toEqual([
    ["a", 3],
    ["b", 2],
  ]);
  expect([...map.set("c", 4).keys()]).toEqual(["b", "c"]);
});

it("BoundedMap drops the oldest entries when all together are too heavy", () => {
  const map = new BoundedMap<string, string>({ entries: 10, weight: 5, weigh: ({ length }) => length });
  map.set("a", "11").set("b", "22");
  expect([...map.set("c", "333").keys()]).toEqual(["b", "c"]);
  map.delete("b");
  map.delete("b");
  expect([...map.set("d", "44").keys()]).toEqual(["c", "d"]);
  expect([...map.set("c", "3").set("e", "55").keys()]).toEqual(["c", "d", "e"]);
});

it("BoundedMap keeps no entry that alone is too heavy", () => {
  const map = new BoundedMap<string, string>({ entries: 10, weight: 5, weigh: ({ length }) => length });
  expect(map.set("a", "123456").size).toBe(0);
  expect(map.set("a", "12345").size).toBe(1);
});
