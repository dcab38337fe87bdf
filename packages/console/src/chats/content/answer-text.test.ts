import { expect, test } from "vitest";
import { answerText } from "./answer-text.ts";

test.each([
  ["Ada", "Ada"],
  [2, "2"],
  [true, "yes"],
  [null, "nothing"],
  [[], "nothing"],
  [["cake", "bread"], "cake, bread"],
  [[{ file_name: "door.png", id: "1" }], "door.png"],
  [{ "start-date": "2026-12-01" }, '{"start-date":"2026-12-01"}'],
])("%j is shown as %s", (value, text) => {
  expect(answerText(value)).toBe(text);
});
