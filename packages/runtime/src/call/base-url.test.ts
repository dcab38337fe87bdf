import { describe, expect, test } from "vitest";
import { readBaseUrl } from "./base-url.ts";

const secretParts = "a URL with credentials, query or fragment";
const versioned = "a URL with a Graph version: set the option version instead";
const open = "not https, so it must not receive the token";

describe("readBaseUrl()", () => {
  test.each([
    ["graph.facebook.com", "not an absolute URL"],
    ["", "not an absolute URL"],
    ["https://", "not an absolute URL"],
    ["https://user:secret@graph.facebook.com", secretParts],
    ["https://secret@graph.facebook.com", secretParts],
    ["https://:secret@graph.facebook.com", secretParts],
    ["https://graph.facebook.com?access_token=secret", secretParts],
    ["https://graph.facebook.com#secret", secretParts],
    ["https://graph.facebook.com?", secretParts],
    ["https://graph.facebook.com/#", secretParts],
    ["https://graph.facebook.com/v25.0", versioned],
    ["https://proxy.example/graph/v9.1/", versioned],
    ["http://graph.facebook.com", open],
    ["http://127.0.0.1.evil.example", open],
    ["http://127.evil.example", open],
    ["http://localhost.evil.example", open],
    ["ftp://localhost", open],
    ["file:///etc", open],
  ])("rejects %s", (baseUrl, problem) => {
    expect(() => readBaseUrl("baseUrl", baseUrl)).toThrow(
      new TypeError(`Cannot create a client: baseUrl is ${problem}`),
    );
  });

  test.each([
    "https://graph.facebook.com",
    "https://proxy.example/graph",
    "https://proxy.example/v1.0/graph",
    "http://localhost:4000",
    "http://127.0.0.1:4000",
    "http://127.1.2.3:4000",
    "http://[::1]:4000",
  ])("accepts %s", (baseUrl) => {
    expect(readBaseUrl("baseUrl", baseUrl).href.replace(/\/$/, "")).toBe(baseUrl);
  });
});
