import { expect, test } from "vitest";
import { createIdleMap } from "./idle-map.ts";

test("createIdleMap() keeps an item while it is in use", () => {
  const items = createIdleMap(
    (key) => ({ key }),
    () => false,
  );
  const first = items.get("first");
  for (let index = 0; index < 100; index++) items.get(String(index));
  expect(items.get("first")).toBe(first);
  expect(items.find("never")).toBeUndefined();
  expect(items.size).toBe(101);
});

test("createIdleMap() forgets items that fell idle, so that a million keys leave few behind", () => {
  let now = 0;
  const items = createIdleMap(
    () => ({ usedAt: now }),
    (item) => now - item.usedAt > 100,
  );
  let most = 0;
  for (now = 0; now < 1_000_000; now++) {
    items.get(String(now));
    most = Math.max(most, items.size);
  }
  expect(most).toBeLessThan(210);
});
