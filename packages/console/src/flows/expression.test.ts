import { describe, expect, test } from "vitest";
import { evaluate, resolve, type Scope } from "./expression.ts";

const scope: Scope = {
  data: { name: "Ada", total: 20, place: { city: "Berlin" }, isOpen: true, list: ["a"] },
  form: { age: "18", empty: "" },
  screens: { FIRST: { data: { shop: "Mitte" }, form: { size: "L" } } },
};

test.each<[string, unknown]>([
  ["${form.age} >= 18", true],
  ["${form.age} < 18", false],
  ["${data.name} == 'Ada'", true],
  ["${data.name} != 'Ada'", false],
  ["${data.name} < 3", false],
  ["${form.empty} == ''", true],
  ["${form.missing} == ''", true],
  ["!${data.isOpen}", false],
  ["!(${data.isOpen} && ${form.age} == 17)", true],
  ["${data.isOpen} == true", true],
  ["false || ${data.isOpen} && true", true],
  ["(${data.total} + 2) * 2", 44],
  ["${data.total} - 5 - 5", 10],
  ["${data.total} / 0", 0],
  ["7 % 4", 3],
  ["-3 + 5", 2],
  ["'Hello ' ${data.name} '!'", "Hello Ada!"],
  ["'Sum: ' (${data.total} + 1)", "Sum: 21"],
  ["'it\\'s'", "it's"],
  ["${screen.FIRST.form.size} == 'L'", true],
  ["${screen.OTHER.form.size} == 'L'", false],
  ["${data.constructor.name} == ''", true],
  ["${data.name.length} == ''", true],
])("%s is %j", (text, value) => {
  expect(evaluate(text, scope)).toBe(value);
});

test.each([
  ["alert(1)", "it has alert(1)"],
  ["${data.name", "it has ${data.name"],
  ["1 +", "a value is missing"],
  ["(1", "a parenthesis is not closed"],
  ["1 )", "there is too much at its end"],
  ["", "a value is missing"],
  ["(".repeat(10_001), "it is too long"],
  ["(".repeat(9000), "it is nested too deeply"],
  ["!".repeat(9000), "it is nested too deeply"],
  ["window.location", "it has window.location"],
])("%.30s is no expression", (text, problem) => {
  expect(() => evaluate(text, scope)).toThrow(new SyntaxError(problem));
});

describe("resolve()", () => {
  test("puts in what is referred to, with its type", () => {
    expect(resolve({ a: "${data.total}", b: ["${data.place.city}"], c: "plain ${data.name}", d: 1 }, scope)).toEqual({
      a: 20,
      b: ["Berlin"],
      c: "plain ${data.name}",
      d: 1,
    });
    expect(resolve("`'Hello ' ${data.name}`", scope)).toBe("Hello Ada");
    expect(resolve("${screen.FIRST.data.shop}", scope)).toBe("Mitte");
  });

  test("leaves actions for when they happen", () => {
    const action = { "on-click-action": { payload: { age: "${form.age}" } } };
    expect(resolve(action, scope)).toEqual(action);
  });

  test("names an expression that cannot be read, and leaves it", () => {
    const problems: string[] = [];
    expect(resolve("`1 +`", scope, (text) => problems.push(text))).toBe("`1 +`");
    expect(problems).toEqual(["Cannot read the expression `1 +`: a value is missing"]);
  });
});
