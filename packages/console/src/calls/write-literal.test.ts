import { expect, test } from "vitest";
import { code, writeLiteral } from "./write-literal.ts";

/** What JavaScript makes of a text. */
function evaluate(text: string): unknown {
  return JSON.parse(JSON.stringify(new Function(`return ${text}`)()));
}

test.each([
  ['it\'s "here"\n`${one}`\\ </script> \u2028 👍 \ud800 é'],
  [{ "a-b": 1, "1": 2, "with space": null, class: true, "quo\"te'\n": [], é: {}, "": 0 }],
  [JSON.parse('{"__proto__":{"a":1},"constructor":"b"}')],
  [[[], {}, [1, [2, { a: ["x".repeat(120), "y".repeat(40)] }]]]],
  [-0.5],
  [null],
])("%j is written as it is", (value) => {
  expect(evaluate(writeLiteral(value))).toEqual(JSON.parse(JSON.stringify(value)));
});

test("a short value is in one line, and a long one in many", () => {
  expect(writeLiteral({ to: "1", text: { body: "Hi" }, list: [1, 2] })).toBe(
    '{ to: "1", text: { body: "Hi" }, list: [1, 2] }',
  );
  const long = "x".repeat(80);
  expect(writeLiteral({ to: "1", text: { body: long } })).toBe(`{\n  to: "1",\n  text: { body: "${long}" },\n}`);
});

test("source text stands as it is", () => {
  expect(writeLiteral({ auth: code("process.env.TOKEN") })).toBe("{ auth: process.env.TOKEN }");
});
