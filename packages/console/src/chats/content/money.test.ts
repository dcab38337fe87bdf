import { expect, test } from "vitest";
import { formatMoney, formatPrice } from "./money.ts";

test("an amount is shown in the units that people know", () => {
  expect(formatMoney({ value: 1299, offset: 100 }, "EUR")).toMatch(/12.99/);
  expect(formatMoney({ value: 5, offset: 0 }, "USD")).toMatch(/5.00/);
});

test("a currency that is none stands beside its value", () => {
  expect(formatPrice(3, "points")).toBe("3 points");
});
