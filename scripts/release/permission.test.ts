import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { refuseStrangers } from "./permission.ts";

test("a workflow that may prove what it is needs no account", () => {
  expect(() => refuseStrangers(tmpdir(), { ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com" })).not.toThrow();
});
