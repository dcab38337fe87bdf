import type { PendingFault, RecordedCall } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { withCall, withFault } from "./in-order.ts";

function call(id: string, status = 0): RecordedCall {
  return { id, time: 0, method: "GET", path: "/1", version: "v25.0", query: {}, status };
}

test("a call takes the place of its id, whenever it is answered", () => {
  const log = ["8", "11", "9", "10"].reduce((all: readonly RecordedCall[], id) => withCall(all, call(id)), []);
  expect(log.map(({ id }) => id)).toEqual(["8", "9", "10", "11"]);
  const answered = withCall(log, call("9", 200));
  expect(answered.map(({ id, status }) => [id, status])).toEqual([
    ["8", 0],
    ["9", 200],
    ["10", 0],
    ["11", 0],
  ]);
  expect(withCall(answered, call("7"))[0]?.id).toBe("7");
});

test("a fault stays in its place, and goes when it is used up", () => {
  const fault = (id: string, left: number): PendingFault => ({ id, kind: "transient", left });
  const armed = ["9", "10"].reduce((all: readonly PendingFault[], id) => withFault(all, fault(id, 2)), []);
  expect(withFault(armed, fault("9", 1))).toEqual([fault("9", 1), fault("10", 2)]);
  expect(withFault(armed, fault("9", 0))).toEqual([fault("10", 2)]);
});
