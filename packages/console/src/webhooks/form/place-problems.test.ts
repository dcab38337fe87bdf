import { expect, test } from "vitest";
import { problemsAt, problemsIn, problemsLeft } from "./place-problems.ts";

const value = { messages: [{ id: 5 }] };
const wrong = { place: ["messages", "0", "id"], message: "wrong" };
const missing = { place: ["messages", "0", "type"], message: "missing" };
const other = { place: ["contacts"], message: "other" };
const problems = [wrong, missing, other];

test("problems are shown at what they name, or at what should hold it", () => {
  expect(problemsAt(problems, value, ["messages", 0, "id"])).toEqual(["wrong"]);
  expect(problemsAt(problems, value, ["messages", 0])).toEqual(["missing"]);
  expect(problemsAt(problems, value, ["messages"])).toEqual([]);
  expect(problemsAt(problems, value, [])).toEqual(["other"]);
});

test("a change ends the problems of what was changed alone", () => {
  expect(problemsLeft(problems, ["messages", 0, "id"])).toEqual([missing, other]);
  expect(problemsLeft(problems, ["messages"])).toEqual([other]);
  expect(problemsLeft(problems, [])).toEqual([]);
});

test.each([
  [undefined],
  ["text"],
  [{ error: {} }],
  [{ error: { problems: "no" } }],
  [{ error: { problems: [null, 5] } }],
])("%j names no problems", (answer) => expect(problemsIn(answer)).toEqual([]));

test("problems come from the answer of the sandbox", () => {
  expect(problemsIn({ error: { message: "a", problems: [wrong, { place: [5], message: "b" }] } })).toEqual([wrong]);
});
