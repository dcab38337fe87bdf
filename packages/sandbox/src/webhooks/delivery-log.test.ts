import { describe, expect, it } from "vitest";
import { createDeliveryLog, logLimits, type WebhookDelivery } from "./delivery-log.ts";

const content: Omit<WebhookDelivery, "id"> = {
  state: "pending",
  wabaId: "1",
  fields: ["messages"],
  time: 0,
  headers: {},
  body: "{}",
  attempts: [],
};

describe("createDeliveryLog()", () => {
  it("drops the oldest deliveries above its number", () => {
    const log = createDeliveryLog();
    for (let count = 0; count < logLimits.deliveries + 2; count++) log.add(content);
    expect(log.all).toHaveLength(logLimits.deliveries);
    expect(log.all[0]?.id).toBe("3");
    expect(log.get("2")).toBeUndefined();
  });

  it("drops the oldest deliveries above its bytes, responses included, also after it was cleared", () => {
    const log = createDeliveryLog();
    const body = "x".repeat(logLimits.bytes / 4);
    for (const _ of [1, 2]) {
      for (const time of [1, 2, 3]) log.add({ ...content, time, body });
      expect(log.all.map(({ id }) => id)).toEqual(["1", "2", "3"]);
      const attempt = { status: 200, response: "x".repeat(logLimits.bytes / 8), sentAt: 0, answeredAt: 0 };
      log.replace({ ...content, body, id: "3", state: "accepted", attempts: [attempt] });
      expect(log.all).toMatchObject([{ id: "2" }, { id: "3", state: "accepted" }]);
      log.clear();
    }
  });

  it("does not bring back what it dropped", () => {
    const log = createDeliveryLog();
    const dropped = log.add(content);
    log.clear();
    log.replace({ ...dropped, state: "accepted" });
    expect(log.all).toEqual([]);
  });
});
