import { describe, expect, test } from "vitest";
import * as runtime from "../packages/runtime/src/index.ts";
import { openwaba } from "./openwaba.ts";
import { matrix } from "./fault-matrix.ts";
import { faultAt } from "./faults.ts";
import { survive } from "./survival.ts";

const conditions = { calls: 40, pace: 40, deadline: 25_000, timeout: 1000, repeatsPosts: false };

describe("faultAt()", () => {
  const plan = { faults: ["429", "500"] as const, share: 0.3, acts: false };
  const ids = Array.from({ length: 10_000 }, (_, index) => String(index));

  test("never hits the fourth attempt, so that four are enough", () => {
    expect(ids.filter((id) => faultAt({ ...plan, share: 1 }, id, 4))).toEqual([]);
  });

  test("hits the configured share, every fault equally often", () => {
    const met = ids.map((id) => faultAt(plan, id, 1));
    expect(met.filter(Boolean).length / ids.length).toBeCloseTo(0.3, 1);
    expect(met.filter((fault) => fault === "429").length / ids.length).toBeCloseTo(0.15, 1);
  });
});

describe.concurrent("our client against a server with faults", () => {
  test.each(matrix)("$method, $name", async (cell) => {
    const outcome = await survive(openwaba(runtime), cell, conditions);
    expect(outcome).toMatchObject({ wrong: 0, open: 0, deliveredTwice: 0, early: 0 });
    if (cell.method === "GET") expect(outcome).toMatchObject({ completed: conditions.calls, failed: 0 });
  });
});
