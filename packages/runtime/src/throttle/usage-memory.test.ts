import { describe, expect, test } from "vitest";
import { createKnownUsage } from "./usage-memory.ts";
import { callTo, message } from "./throttle.test-support.ts";
import type { Usage } from "../usage.ts";

const usageOf = (id: string, type = "whatsapp", callCount = 1): Usage => ({
  businesses: { [id]: [{ type, callCount, totalCpuTime: 0, totalTime: 0, regainMinutes: 0 }] },
});
const read = (id: string) => callTo("GET /{phone_number_id}", { phone_number_id: id });

describe("createKnownUsage()", () => {
  test("says whether something is new", () => {
    const known = createKnownUsage();
    expect(known.learn(read("1"), usageOf("3"))).toBe(true);
    expect(known.learn(read("1"), usageOf("3"))).toBe(false);
    expect(known.learn(read("1"), usageOf("3", "whatsapp", 2))).toBe(true);
    expect(known.learn(read("1"), { businesses: {} })).toBe(false);
  });

  test("remembers which allowance came with which id, for messages and other calls apart", () => {
    const known = createKnownUsage();
    known.learn(read("1"), usageOf("3", "whatsapp_business_management"));
    known.learn(message(undefined, "1"), usageOf("3", "whatsapp"));
    expect(known.allowancesOf(read("1"))).toEqual(["3 whatsapp_business_management", "calls of 1"]);
    expect(known.allowancesOf(message(undefined, "1"))).toEqual(["3 whatsapp", "sends of 1"]);
    expect(known.allowancesOf(callTo("GET /{waba_id}", { waba_id: "3" }))).toContain("3 whatsapp_business_management");
    expect(known.allowancesOf(read("2"))).toEqual(["calls of 2"]);
  });

  test("forgets the ids that it has not heard of for longest, beyond ten thousand", () => {
    const known = createKnownUsage();
    for (let id = 0; id <= 10_000; id++)
      known.learn(callTo("GET /{waba_id}", { waba_id: `w${id}` }), usageOf(`w${id}`));
    const { businesses } = known.latest();
    expect(Object.keys(businesses)).toHaveLength(10_000);
    expect(businesses["w0"]).toBeUndefined();
    expect(businesses["w10000"]).toBeDefined();
  });
});
