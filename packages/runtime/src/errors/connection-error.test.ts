import { expect, test } from "vitest";
import { GraphConnectionError } from "./connection-error.ts";

test.each([
  [Object.assign(new Error("read failed"), { code: "ECONNRESET" }), "ECONNRESET"],
  [new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ENOTFOUND" }) }), "ENOTFOUND"],
  [new TypeError("fetch failed", { cause: new Error("other side closed") }), "other side closed"],
  [new TypeError("Failed to parse https://graph.example/v25.0/1065 now"), "Failed to parse … now"],
  [new TypeError("Cannot GET /v25.0/1065/books"), "Cannot GET …"],
  [new DOMException("This operation was aborted", "AbortError"), "This operation was aborted"],
  [new TypeError("Load failed"), "Load failed"],
  [new Error(""), "the connection failed"],
  [{ message: 7 }, "the connection failed"],
  ["timeout", "timeout"],
  [undefined, "the connection failed"],
  [null, "the connection failed"],
])("GraphConnectionError says what %o died of", (cause, reason) => {
  const error = new GraphConnectionError("Cannot GET /{shelf_id}", cause);
  expect(error).toMatchObject({ name: "GraphConnectionError", reason, message: `Cannot GET /{shelf_id}: ${reason}` });
  expect(error.cause).toBeUndefined();
});
