import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./json.ts";

describe("parseJson()", () => {
  test.each(["", "{", "01234567890123456789", "{12345678901234567890: 1}", '"\\', "12345678901234567890 1", "[1,]"])(
    "rejects %j like JSON.parse",
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  test.each([
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    ['{"id" :\n -9007199254740993 }', { id: "-9007199254740993" }],
    ["[1, 90071992547409931234567890 ]", [1, "90071992547409931234567890"]],
    ['{"id":9007199254740991}', { id: 9_007_199_254_740_991 }],
    ['{"id":-9007199254740991}', { id: -9_007_199_254_740_991 }],
    ['{"id":1000000000000000,"other":9007199254740992}', { id: 1_000_000_000_000_000, other: "9007199254740992" }],
  ])("reads %s with every digit", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test.each([
    '{"amount":9007199254740993.5}',
    '{"amount":9007199254740993e2}',
    '{"amount":9007199254740993E-2}',
    '{"text":"9007199254740993"}',
    '{"text":": 9007199254740993"}',
    '{"text":"a \\": 9007199254740993, \\\\"}',
    '{"text":"\\\\\\\\", "other":[": 9007199254740993"]}',
    '{": 9007199254740993":1}',
  ])("leaves %s unchanged", (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test("reads a text of megabytes, a large number behind it", () => {
    const long = `${'\\"'.repeat(500_000)}${"ä".repeat(1_000_000)}`;
    expect(parseJson(`{"text":"${long}","id":9007199254740993}`)).toEqual({
      text: `${'"'.repeat(500_000)}${"ä".repeat(1_000_000)}`,
      id: "9007199254740993",
    });
  });

  test("differs from JSON.parse only in large integers", () => {
    const leaf = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom('"', "\\", ": 9007199254740993", '\\": -12345678901234567890,', "[12345678901234567"),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("tree")),
        fc.dictionary(fc.string(), tie("tree"), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 2), (value, indent) => {
        expect(parseJson(write(value, indent))).toEqual(JSON.parse(JSON.stringify(value, expected)));
      }),
      { numRuns: 2000 },
    );
  });
});

const mark = "big integer ";

/** JSON in which big integers are numbers. */
function write(value: unknown, indent: number): string {
  const text = JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${mark}${inner}` : inner), indent);
  return text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
}

function expected(_: string, value: unknown): unknown {
  if (
    typeof value === "number" &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    !String(value).includes("e")
  )
    return String(value);
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
