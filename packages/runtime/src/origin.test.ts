import { describe, expect, test } from "vitest";
import { readBaseUrl } from "./origin.ts";

describe("readBaseUrl()", () => {
  test.each([
    ["graph.facebook.com", "is not an absolute URL"],
    ["", "is not an absolute URL"],
    ["https://user:secret@graph.facebook.com", "must hold no credentials, query or fragment"],
    ["https://graph.facebook.com?access_token=secret", "must hold no credentials, query or fragment"],
    ["https://graph.facebook.com#secret", "must hold no credentials, query or fragment"],
    ["http://graph.facebook.com", "http://graph.facebook.com is not https"],
    ["http://127.0.0.1.evil.example", "is not https"],
    ["http://localhost.evil.example", "is not https"],
    ["ftp://localhost", "is not https"],
  ])("refuses %s", (baseUrl, message) => {
    expect(() => readBaseUrl(baseUrl)).toThrow(message);
    expect(() => readBaseUrl(baseUrl)).not.toThrow("secret");
  });

  test.each([
    "https://graph.facebook.com",
    "https://proxy.example/graph",
    "http://localhost:4000",
    "http://127.0.0.1:4000",
    "http://[::1]:4000",
  ])("accepts %s", (baseUrl) => {
    expect(readBaseUrl(baseUrl).href.replace(/\/$/, "")).toBe(baseUrl);
  });
});
