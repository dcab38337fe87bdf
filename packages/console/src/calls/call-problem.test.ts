import type { RecordedCall } from "@openwaba/sandbox";
import { expect, test } from "vitest";
import { problemOf } from "./call-problem.ts";

const call: RecordedCall = {
  id: "1",
  time: 0,
  duration: 1,
  method: "GET",
  path: "/1",
  version: "v25.0",
  query: {},
  status: 400,
};

test("an error of the Graph API is shown with all that it says", () => {
  const error = {
    message: "(#100) Invalid parameter",
    type: "OAuthException",
    code: 100,
    error_subcode: 33,
    error_data: { messaging_product: "whatsapp", details: "to must be a number" },
    error_user_msg: "Try again",
    is_transient: false,
    fbtrace_id: "A1",
  };
  expect(problemOf({ ...call, response: { error } })).toEqual({
    message: "(#100) Invalid parameter",
    facts: [
      ["Details", "to must be a number"],
      ["Code", "100"],
      ["Subcode", "33"],
      ["Type", "OAuthException"],
      ["Text for people", "Try again"],
      ["Trace id", "A1"],
    ],
  });
});

test("other failures have their status, and a call without one was lost", () => {
  expect(problemOf({ ...call, status: 404 })).toEqual({
    message: "Status 404, without an error of the Graph API.",
    facts: [],
  });
  expect(problemOf({ ...call, status: 0 })).toMatchObject({ message: expect.stringContaining("lost") });
});

test("a call that was accepted or is open has no problem", () => {
  const { duration: _, ...open } = call;
  expect(problemOf({ ...open, status: 0 })).toBeUndefined();
  expect(problemOf({ ...call, status: 200 })).toBeUndefined();
});
