import { expect, test } from "vitest";
import { orderedProduct } from "./order.ts";

test.each([
  ["₹2,400.00", 2400],
  ["1.299,50 €", 1299.5],
  ["$5", 5],
  ["5.500", 5500],
])("%s is %d", (price, item_price) => {
  const product = { name: "Beans", catalogId: "1", price, currency: "INR" };
  const ordered = { product_retailer_id: "beans", quantity: 2, item_price, currency: "INR" };
  expect(orderedProduct("beans", 2, product)).toEqual(ordered);
});

test("a lower price counts, and a product that is not known has none", () => {
  const product = { name: "Beans", catalogId: "1", price: "$5", salePrice: "$4" };
  expect(orderedProduct("beans", 1, product)).toMatchObject({ item_price: 4 });
  expect(orderedProduct("other", 1, undefined)).toEqual({ product_retailer_id: "other", quantity: 1 });
});
