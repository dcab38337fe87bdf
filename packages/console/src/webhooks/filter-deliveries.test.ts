import type { WebhookDelivery } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { filterDeliveries } from "./filter-deliveries.ts";

function delivery(id: string, more: Partial<WebhookDelivery>): WebhookDelivery {
  const plain = { state: "accepted", wabaId: "102", time: 0, headers: {}, body: "{}", attempts: [] } as const;
  return { id, fields: ["messages"], ...plain, ...more };
}

const all = [
  delivery("1", { body: '{"name":"Zo\\u00eb"}' }),
  delivery("2", { state: "unsent", fields: ["flows"], reason: "no app is subscribed to flows" }),
  delivery("3", { state: "failed", fields: ["messages", "calls"], body: '{"text":"Hello World"}' }),
];

test.each([
  [{}, ["3", "2", "1"]],
  [{ text: "hello w" }, ["3"]],
  [{ text: " ZOË " }, ["1"]],
  [{ text: "subscribed" }, ["2"]],
  [{ state: "unsent" }, ["2"]],
  [{ field: "messages" }, ["3", "1"]],
  [{ field: "messages", state: "failed" }, ["3"]],
  [{ field: "messages", text: "flows" }, []],
])("%j lets through %j, newest first", (filter, ids) => {
  const found = filterDeliveries(all, { text: "", state: "", field: "", ...filter });
  expect(found.map(({ id }) => id)).toEqual(ids);
});
