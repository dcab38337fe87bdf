import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { answering, graphError, json } from "../answers.test-support.ts";
import { GraphConnectionError } from "./connection-error.ts";
import { GraphError, type GraphErrorResponse, isGraphError } from "./graph-error.ts";
import { unwrap } from "./call-result.ts";
import { testClient } from "../paths.test-support.ts";

const request = { method: "GET", path: "/{business_id}/preverified_numbers" };

/** The error that `unwrap()` throws for a body of the platform. */
function thrown(error: object, status = 400): GraphError {
  const body = { error: { message: "it went wrong", type: "OAuthException", code: 1, ...error } } as GraphErrorResponse;
  try {
    unwrap({ error: body, response: json({}, { status }), request });
  } catch (caught) {
    if (caught instanceof GraphError) return caught;
  }
  throw new Error("Cannot read the error: nothing was thrown");
}

describe("unwrap()", () => {
  test("throws the platform's error", () => {
    const error = thrown({
      message: "(#100) Param limit must be a number",
      code: 100,
      error_subcode: 33,
      is_transient: true,
      error_user_title: "Wrong limit",
      error_user_msg: "Choose a number",
      error_data: { messaging_product: "whatsapp", details: "limit is a word" },
      fbtrace_id: "Atrace",
    });
    const message =
      "Cannot GET /{business_id}/preverified_numbers: (#100) Param limit must be a number (limit is a word) [status 400, code 100, fbtrace_id Atrace]";
    const fields = {
      name: "GraphError",
      status: 400,
      code: 100,
      subcode: 33,
      type: "OAuthException",
      family: "invalid_request",
      isTransient: true,
      retryable: true,
      userTitle: "Wrong limit",
      userMessage: "Choose a number",
      details: "limit is a word",
      fbtraceId: "Atrace",
      request,
    };
    expect(error).toMatchObject({ message, ...fields });
    expect(error.docsUrl).toMatch(/^https:\/\/developers\.facebook\.com\/.+\/error-codes$/);
    const { docsUrl, helpUrl } = error;
    expect(JSON.parse(JSON.stringify(error))).toEqual({ message, docsUrl, helpUrl, ...fields });
    expect(inspect(error)).toContain(message);
  });

  test.each([
    [131_026, "131026"],
    [219, "200"],
    [987_654, ""],
    [-1, ""],
  ])("links code %i to our page", (code, page) => {
    expect(thrown({ code }).helpUrl).toBe(`https://openwaba.github.io/openwaba/reference/errors/${page}`);
  });

  test("takes error_data that is a plain string, and does without what is missing", () => {
    const error = thrown({ message: "no", code: 3, error_data: "plain" }, 500);
    expect(error.message).toBe("Cannot GET /{business_id}/preverified_numbers: no (plain) [status 500, code 3]");
    expect(error).toMatchObject({ details: "plain", isTransient: false, retryable: false });
    expect([error.subcode, error.userTitle, error.userMessage, error.fbtraceId]).toEqual(Array(4).fill(undefined));
  });

  test("returns the data of a call that succeeded", () => {
    expect(unwrap({ data: { id: "1" }, response: json({}), request })).toEqual({ id: "1" });
  });
});

describe("a GraphError", () => {
  const wrongTypes: unknown[] = [7, null, ["text"], { toString: "no function" }, { toString: null, valueOf: null }];

  test.each(wrongTypes.map((wrong) => [wrong]))("survives fields of a wrong type such as %j", (wrong) => {
    const error = thrown({
      message: wrong,
      type: wrong,
      error_subcode: wrong,
      is_transient: wrong,
      error_user_title: wrong,
      error_user_msg: wrong,
      error_data: wrong,
      fbtrace_id: wrong,
    });
    expect(error.message).toBe(`Cannot GET ${request.path}: no message [status 400, code 1]`);
    expect(error).toMatchObject({ family: "server", isTransient: false, retryable: true });
    expect([error.userTitle, error.details, error.fbtraceId]).toEqual([undefined, undefined, undefined]);
    expect(() => [inspect(error), JSON.stringify(error), String(error)]).not.toThrow();
  });

  test.each([
    [{ code: 80007 }, "throttling"],
    [{ code: 190, error_subcode: 463 }, "auth"],
    [{ code: 100 }, "invalid_request"],
    [{ code: 100, error_subcode: 2388024 }, "template"],
    [{ code: 200 }, "permission"],
    [{ code: 299 }, "permission"],
    [{ code: 300 }, "unknown"],
    [{ code: 987_654 }, "unknown"],
    [{ code: -1 }, "unknown"],
  ] as const)("of %j belongs to the family %s", (error, family) => {
    expect(thrown(error).family).toBe(family);
  });

  test.each([
    ["a listed code, whatever the status", { code: 131016 }, 400, true],
    ["a listed code that does not pass, whatever the status", { code: 100 }, 503, false],
    ["another code with status 503", { code: 987_654 }, 503, true],
    ["another code with status 400", { code: 987_654 }, 400, false],
    ["any code when the platform says so", { code: 100, is_transient: true }, 400, true],
  ])("tells of %s whether it may pass", (_, error, status, retryable) => {
    expect(thrown(error, status).retryable).toBe(retryable);
  });
});

describe("isGraphError() is", () => {
  test.each([
    undefined,
    null,
    "text",
    new Error("no"),
    { name: "GraphError", family: "auth" },
    new GraphConnectionError("Cannot", "timeout"),
  ])("false for %s", (value) => {
    expect(isGraphError(value)).toBe(false);
    expect(isGraphError(value, "auth")).toBe(false);
  });

  test("true for any error of the platform, or for those of the family alone", () => {
    const error: unknown = thrown({ code: 4 });
    expect(isGraphError(error)).toBe(true);
    expect(isGraphError(error, "throttling")).toBe(true);
    expect(isGraphError(error, "auth")).toBe(false);
  });
});

test("a template's long name stays readable in the error of the platform", async () => {
  const details = "template name (order_confirmation_with_image_header_v2) does not exist in en_US";
  const error = {
    code: 132001,
    message: "(#132001) Template name does not exist in the translation",
    error_data: { messaging_product: "whatsapp", details },
  };
  const { fetch } = answering(graphError(404, error));
  const call = testClient(fetch).GET("/{shelf_id}", { params: { path: { shelf_id: "108110225544001" } } });
  await expect(call.then(unwrap)).rejects.toMatchObject({ message: expect.stringContaining(details), details });
});

test("a message of the platform that never ends is shortened", async () => {
  const { fetch } = answering(
    graphError(400, { code: 100, message: "no ".repeat(100_000), error_data: { details: "why ".repeat(100_000) } }),
  );
  const error: unknown = await testClient(fetch)
    .GET("/{shelf_id}", { params: { path: { shelf_id: "7" } } })
    .then(unwrap)
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(GraphError);
  expect((error as GraphError).message.length).toBeLessThan(4200);
  expect((error as GraphError).message).toMatch(/ \[status 400, code 100, fbtrace_id Atrace\]$/);
});
