import { expect, test } from "vitest";
import { readWords } from "./arguments.ts";

test.each([
  [["send", "text", "+1555", "EAAGharbourCoffeeRoasters1234"]],
  [["token", "--token=x"]],
  [["token", "-token", "x"]],
  [["--app-secret", "x", "token"]],
  [["token", "670843887433847|harbour-coffee-roasters"]],
  [["sandbox", "--access-token", "EAAGharbourCoffeeRoasters1234"]],
])("readWords() refuses %j", (words) => {
  expect(() => readWords(words, {})).toThrow("Cannot take a token or secret as an argument");
});

test("readWords() refuses the secrets that the environment has, unless they are too short to be any", () => {
  const environment = { WHATSAPP_ACCESS_TOKEN: "lantern-of-the-harbour", META_APP_SECRET: "Hello" };
  expect(() => readWords(["send", "text", "1", "x lantern-of-the-harbour"], environment)).toThrow(
    "Cannot take a token",
  );
  expect(readWords(["send", "text", "1", "Hello"], environment)).toContain("Hello");
});

test.each([
  [["send", "text", "+15550123456", "The token EAA is a word, 12|34 too"]],
  [["sandbox", "--access-token", "mine", "--app-secret", "mine"]],
  [["webhooks", "verify", "--signature", `sha256=${"0".repeat(64)}`]],
])("readWords() leaves %j as it is", (words) => {
  expect(readWords(words, {})).toEqual(words);
});

test.each([
  [
    ["send", "--sandbox", "+1555"],
    ["send", "--sandbox=", "+1555"],
  ],
  [
    ["numbers", "--sandbox", "http://127.0.0.1:1"],
    ["numbers", "--sandbox", "http://127.0.0.1:1"],
  ],
  [
    ["numbers", "--sandbox"],
    ["numbers", "--sandbox"],
  ],
])("readWords() makes of %j %j", (words, expected) => {
  expect(readWords(words, {})).toEqual(expected);
});
