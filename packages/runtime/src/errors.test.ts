import { describe, expect, test } from "vitest";
import { json } from "./answers.test-support.ts";
import { GraphConnectionError, GraphError, isGraphErrorResponse, unwrap } from "./errors.ts";

const request = { method: "GET", path: "/{business_id}/preverified_numbers" };

describe("unwrap()", () => {
  test("throws what the platform answered, without ids", () => {
    const error = {
      message: "(#100) Param limit must be a number",
      type: "OAuthException",
      code: 100,
      error_subcode: 33,
      is_transient: true,
      error_user_title: "Wrong limit",
      error_user_msg: "Choose a number",
      error_data: { messaging_product: "whatsapp", details: "limit is a word" },
      fbtrace_id: "Atrace",
    };
    const call = () => unwrap({ error: { error }, response: json({}, { status: 400 }), request });
    expect(call).toThrow(GraphError);
    expect(call).toThrow(
      "Cannot GET /{business_id}/preverified_numbers: (#100) Param limit must be a number (limit is a word) [status 400, code 100, fbtrace_id Atrace]",
    );
    expect(call).toThrow(
      expect.objectContaining({
        name: "GraphError",
        status: 400,
        code: 100,
        subcode: 33,
        type: "OAuthException",
        isTransient: true,
        userTitle: "Wrong limit",
        userMessage: "Choose a number",
        details: "limit is a word",
        fbtraceId: "Atrace",
        request,
      }),
    );
  });

  test("takes error_data that is a plain string, and does without what is missing", () => {
    const error = { message: "no", type: "GraphMethodException", code: 3, error_data: "plain" };
    const call = () => unwrap({ error: { error }, response: json({}, { status: 500 }), request });
    expect(call).toThrow("no (plain) [status 500, code 3]");
    expect(call).toThrow(expect.objectContaining({ details: "plain", isTransient: false, fbtraceId: undefined }));
  });

  test("answers the data of a call that succeeded", () => {
    expect(unwrap({ data: { id: "1" }, response: json({}), request })).toEqual({ id: "1" });
  });
});

test.each([undefined, null, "text", 7, [], {}, { error: null }, { error: "no" }, { error: {} }, { error: { code: "100" } }])(
  "isGraphErrorResponse() is false for %j",
  (value) => {
    expect(isGraphErrorResponse(value)).toBe(false);
  },
);

test.each([
  [Object.assign(new Error("read failed"), { code: "ECONNRESET" }), "ECONNRESET"],
  [new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ENOTFOUND" }) }), "ENOTFOUND"],
  [new TypeError("fetch failed", { cause: new Error("other side closed") }), "other side closed"],
  [new TypeError("Load failed"), "Load failed"],
  ["gone", "connection failed"],
])("GraphConnectionError says what %s died of", (cause, reason) => {
  const error = new GraphConnectionError("Cannot reach graph.example", cause);
  expect(error).toMatchObject({ name: "GraphConnectionError", reason, cause });
  expect(error.message).toBe(`Cannot reach graph.example: ${reason}`);
});
