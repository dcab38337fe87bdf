import { createSandbox } from "@openwaba/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { describeFault, faultKinds, isFaultKind, readFault } from "./fault-kinds.ts";

const kinds = Object.keys(faultKinds).filter(isFaultKind);

test("the sandbox takes every kind with every option and choice, and with the required ones alone", async () => {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  for (const kind of kinds) {
    const { options, operations = [""] } = faultKinds[kind];
    const value = (name: string) => (name === "to" ? "http://127.0.0.1/" : "5");
    const required = options.filter(({ isRequired }) => isRequired).map(({ name }) => [name, value(name)]);
    const choices = options.flatMap(
      ({
        name,
        choices: all = [
          ["", ""],
          [value(name), ""],
        ],
      }) => all.map(([choice]) => ({ [name]: choice })),
    );
    for (const operation of operations) {
      for (const choice of [{}, ...choices]) {
        const fields = { times: "2", operation, ...choice, ...Object.fromEntries(required) };
        const response = await fetch(`${sandbox.url}/_sandbox/faults`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(readFault(kind, fields)),
        });
        expect(await response.json(), JSON.stringify(fields)).toEqual({ success: true });
      }
    }
  }
  expect(new Set(sandbox.faults.map(({ kind }) => kind))).toEqual(new Set(kinds));
});

test("readFault() leaves out what is empty", () => {
  const fields = { times: "3", operation: "", status: "400", code: "80007", retryAfter: "", other: "x" };
  expect(readFault("throttle", fields)).toEqual({ kind: "throttle", times: 3, status: 400, code: 80007 });
  expect(readFault("drop", { times: "1", operation: "sendMessage", after: "effect" })).toEqual({
    kind: "drop",
    times: 1,
    operation: "sendMessage",
    after: "effect",
  });
});

test("describeFault() says what is armed", () => {
  expect(describeFault({ id: "1", kind: "transient", left: 1 })).toEqual({
    effect: "Server error: the next call",
    options: "",
  });
  expect(
    describeFault({ id: "2", kind: "throttle", code: 80007, status: 400, left: 3, operation: "sendMessage" }),
  ).toEqual({
    effect: "Limit of calls: the next 3 calls of sendMessage",
    options: "Graph code: 80007, HTTP status: 400",
  });
  expect(describeFault({ id: "3", kind: "drop", after: "effect", times: 2, left: 2 }).options).toBe(
    "When: After it took effect",
  );
});
