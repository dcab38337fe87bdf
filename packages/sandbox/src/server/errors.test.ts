import { describe, expect, it } from "vitest";
import { GraphFailure, invalidParameter, invalidToken, invalidValue, unknownNode, unknownPath } from "./errors.ts";

describe("GraphFailure", () => {
  it("omits missing options", () => {
    const failure = new GraphFailure("(#1) Broken", { code: 1 });
    expect(failure.status).toBe(400);
    expect(failure.headers).toEqual({});
    expect(failure.envelope("A1")).toEqual({
      error: { message: "(#1) Broken", type: "OAuthException", code: 1, fbtrace_id: "A1" },
    });
  });

  it("writes all options into the envelope", () => {
    const failure = new GraphFailure("(#2) Busy", {
      code: 2,
      status: 500,
      subcode: 7,
      type: "GraphMethodException",
      isTransient: true,
      details: "Wait",
    });
    expect(failure.status).toBe(500);
    expect(failure.envelope("A2")).toEqual({
      error: {
        message: "(#2) Busy",
        type: "GraphMethodException",
        code: 2,
        error_subcode: 7,
        is_transient: true,
        error_data: { messaging_product: "whatsapp", details: "Wait" },
        fbtrace_id: "A2",
      },
    });
  });
});

it.each([
  [invalidParameter("Param limit is wrong"), 400, { code: 100, message: "(#100) Param limit is wrong" }],
  [unknownPath("/x is no path"), 400, { code: 2500, message: "Unknown path components: /x is no path" }],
  [invalidToken("it is wrong"), 401, { code: 190, message: "Cannot validate the access token: it is wrong" }],
  [invalidToken("it has expired", 463), 401, { code: 190, error_subcode: 463 }],
  [unknownNode("GET", "12"), 400, { code: 100, error_subcode: 33, type: "GraphMethodException" }],
])("%s has its status and code", (failure, status, error) => {
  expect(failure.status).toBe(status);
  expect(failure.envelope("A")).toMatchObject({ error });
});

it("unknownNode() names the method and the id", () => {
  expect(unknownNode("DELETE", "12").message).toMatch(/^Unsupported delete request: object '12' does not exist/);
});

it("invalidValue() has its first problem in the message, and all in the details", () => {
  const failure = invalidValue(
    [
      { kind: "wrong", place: ["text", "body"], rule: "must be a string", got: "a number" },
      { kind: "missing", place: ["to"], rule: "" },
    ],
    "body",
  );
  expect(failure.envelope("A")).toMatchObject({
    error: {
      code: 100,
      message: "(#100) Param text.body must be a string",
      error_data: { details: "Param text.body must be a string, got a number; The parameter to is required" },
    },
  });
});
