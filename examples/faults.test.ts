import { expect, test } from "vitest";
import { runExample } from "./run-example.test-support.ts";

test("whatever goes wrong, the outcome of each message is known or named unknown, and none is sent twice", async () => {
  const { code, output } = await runExample("faults.ts").ended;
  expect(code).toBe(0);
  const [, , ledger = ""] = /(What is known in the end\n)([\s\S]+)\nAda got/.exec(output) ?? [];
  expect(ledger.split("\n").map((line) => line.trim().split(/ {2,}/))).toEqual([
    ["A1", "delivered"],
    ["A2", "unknown: code 2"],
    ["A3", "delivered"], // its response was lost, and a webhook told
    ["A4", "delivered"],
    ["A5", "delivered"],
    ["A6", expect.stringMatching(/^rejected: code (100|131008|131009), invalid_request$/)],
    ["A7", "failed: code 131047"],
    ["A8", "unknown: given up"],
    ["A9", "not sent, may be later: code 4, throttling"],
    ["A10", expect.stringMatching(/^not sent: try again in 1[78]\d\d s$/)],
  ]);
  expect(output).toContain("Ada got 4 messages, each of them once.");
  expect(output).toMatch(/code 130429: retry in 1\d{3} ms/);
});
