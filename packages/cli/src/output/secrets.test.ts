import { expect, test } from "vitest";
import { toJson } from "./json.ts";
import { Secrets } from "./secrets.ts";

test("hide() replaces secrets, also as they stand in URLs and in JSON", () => {
  const secrets = new Secrets();
  secrets.add('harbour "coffee"/1');
  const text = `${'harbour "coffee"/1'} ${encodeURIComponent('harbour "coffee"/1')} ${JSON.stringify('harbour "coffee"/1')}`;
  expect(secrets.hide(text)).toBe('[hidden] [hidden] "[hidden]"');
});

test("hide() replaces the longer of two secrets that begin alike", () => {
  const secrets = new Secrets();
  secrets.add("harbour");
  secrets.add("harbour-coffee");
  expect(secrets.hide("harbour-coffee harbour")).toBe("[hidden] [hidden]");
});

test("add() ignores what is not there, and what is too short to be told from other text", () => {
  const secrets = new Secrets();
  secrets.add(undefined);
  secrets.add("");
  secrets.add("a");
  expect(secrets.hide("a banana")).toBe("a banana");
});

test("toJson() escapes what a terminal obeys, and means the same", () => {
  const value = { text: "\u001b[2J \u009b1m \u202e \u{e0041} 👍" };
  const json = toJson(value);
  expect(json).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(json).toContain("👍");
  expect(JSON.parse(json)).toEqual(value);
});

test("toJson() writes null for nothing", () => {
  expect(toJson(undefined)).toBe("null");
});
