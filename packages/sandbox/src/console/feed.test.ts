import { describe, expect, it } from "vitest";
import { World } from "../world/world.ts";
import { createFeed, type LiveEvent } from "./feed.ts";

function start() {
  const world = new World();
  const feed = createFeed(world, Date.now);
  const told: LiveEvent[] = [];
  const stop = feed.listen((event) => told.push(event));
  return { world, feed, told, stop };
}

describe("createFeed()", () => {
  it("tells of nodes that the console shows, and of none that it does not", () => {
    const { world, told } = start();
    const node = world.put("template", "1", { name: "hello_world" }, "7");
    world.put("token", undefined, { token: "secret" }, "8");
    world.put("file", undefined, { type: "image/png" }, "9", new Uint8Array(3));
    world.remove(node);
    expect(told).toEqual([
      { type: "put", node: { id: "7", kind: "template", of: "1", data: { name: "hello_world" } } },
      { type: "remove", kind: "template", id: "7" },
    ]);
  });

  it("tells of messages of either side with their chat", () => {
    const { world, told } = start();
    const inbound = { id: "wamid.1", customer: "5", time: 10, content: { type: "text", body: "Hello" } };
    world.put("inbound_message", "1", inbound, "wamid.1");
    world.put("message", "1", { id: "wamid.2", to: "15550123456", time: 11, message: {} }, "wamid.2");
    expect(told).toMatchObject([
      { type: "message", phoneNumberId: "1", customerId: "5", message: { id: "wamid.1", from: "customer" } },
      { type: "message", phoneNumberId: "1", customerId: "15550123456", message: { id: "wamid.2", from: "business" } },
    ]);
  });

  it("tells that everything may have changed when a world is restored", () => {
    const { world, told } = start();
    world.restore(new World().snapshot());
    expect(told).toEqual([{ type: "restart" }]);
  });

  it("tells every listener, and none that has ended, also if it ends while it is told", () => {
    const { feed, told, stop } = start();
    const counts = Array.from({ length: 100 }, () => 0);
    const stops = counts.map((_, index) =>
      feed.listen(() => {
        counts[index] = (counts[index] ?? 0) + 1;
        if (index % 2 === 0) stops[index]?.();
      }),
    );
    feed.tell({ type: "restart" });
    feed.tell({ type: "restart" });
    expect(counts).toEqual(counts.map((_, index) => (index % 2 === 0 ? 1 : 2)));
    expect(told).toHaveLength(2);
    stop();
    stop();
    feed.tell({ type: "restart" });
    expect(told).toHaveLength(2);
  });
});
