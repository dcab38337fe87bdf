import { describe, expect, test } from "vitest";
import { callLines, deliveryLine, handshakeLine } from "./cli-log.ts";
import type { WebhookDelivery } from "./webhooks/delivery-log.ts";

const call = { id: "1", time: 0, method: "GET", path: "/v25.0/1", version: "v25.0", query: {}, status: 200 };

describe("callLines()", () => {
  test.each([
    [{}, "GET /v25.0/1 200\n"],
    [{ status: 0, fault: "drop" } as const, "GET /v25.0/1 connection lost (fault drop)\n"],
    [{ isItem: true } as const, "GET /v25.0/1 200 (in a batch)\n"],
    [{ warnings: ["one", "two"] }, "GET /v25.0/1 200\n  warning: one\n  warning: two\n"],
  ])("shows %j", (more, lines) => {
    expect(callLines({ ...call, ...more }, {})).toBe(lines);
  });

  test("colours what is wrong alone", () => {
    const hasColors = true;
    expect(callLines({ ...call, warnings: ["one"] }, { hasColors })).toBe(
      "GET /v25.0/1 200\n\u001b[33m  warning: one\u001b[39m\n",
    );
    expect(callLines({ ...call, status: 400 }, { hasColors })).toBe("\u001b[33mGET /v25.0/1 400\u001b[39m\n");
  });

  test("lets nobody write to the terminal", () => {
    const warnings = ["a\r\nPOST /v25.0/1 200\u001b[2J\u009b2J\u202ea"];
    expect(callLines({ ...call, warnings }, {}).split("\n")).toEqual([
      "GET /v25.0/1 200",
      "  warning: a\ufffd\ufffdPOST /v25.0/1 200\ufffd[2J\ufffd2J\ufffda",
      "",
    ]);
  });
});

const delivery: WebhookDelivery = {
  id: "3",
  state: "accepted",
  wabaId: "1",
  fields: ["messages"],
  time: 0,
  headers: {},
  body: '{"entry":[{"changes":[{"value":{"statuses":[{"status":"read"}]}}]}]}',
  attempts: [{ status: 200, response: "", sentAt: 0, answeredAt: 1 }],
};
const lost = { status: 0, response: "", problem: "ECONNREFUSED", sentAt: 0, answeredAt: 1 };

describe("deliveryLine()", () => {
  test.each([
    [{}, "webhook 3 messages (read) accepted 200\n"],
    [{ redeliveryOf: "1" }, "webhook 3 (again 1) messages (read) accepted 200\n"],
    [
      { state: "failed", attempts: [lost, lost] } as const,
      "webhook 3 messages (read) failed ECONNREFUSED after 2 attempts\n",
    ],
    [
      { state: "unsent", attempts: [], reason: "no app is subscribed to flows", fields: ["flows"] } as const,
      "webhook 3 flows (read) unsent: no app is subscribed to flows\n",
    ],
    [
      {
        body: '{"entry":[{"changes":[{"value":{"event":"FLOW_STATUS_CHANGE","messages":5,"statuses":[null]}}]}]}',
        fields: ["flows"],
      },
      "webhook 3 flows accepted 200\n",
    ],
  ])("shows %j", (more, line) => {
    expect(deliveryLine({ ...delivery, ...more }, {})).toBe(line);
  });

  test("colours what was not accepted", () => {
    const failed = { ...delivery, state: "failed" } as const;
    expect(deliveryLine(failed, { hasColors: true })).toBe(
      "\u001b[33mwebhook 3 messages (read) failed 200\u001b[39m\n",
    );
    expect(deliveryLine(delivery, { hasColors: true })).not.toContain("\u001b");
  });
});

test("handshakeLine() says what to do next", () => {
  expect(handshakeLine({ isVerified: true }, {})).toBe("webhook verified\n");
  expect(handshakeLine({ isVerified: false, status: 0, reason: "there was no response: ECONNREFUSED" }, {})).toBe(
    "webhook not verified: there was no response: ECONNREFUSED (POST /_sandbox/webhooks/verify asks again)\n",
  );
});
