import { expect, test } from "vitest";
import { assert, constantFrom, property, string } from "fast-check";
import { type Block, formatText, type Span } from "./format-text.ts";

const text = (value: string): Span => ({ kind: "text", text: value });
const paragraph = (...spans: Span[]): Block => ({ kind: "paragraph", spans });

test.each<[string, Block[]]>([
  ["plain", [paragraph(text("plain"))]],
  ["", [paragraph()]],
  ["a *bold* word", [paragraph(text("a "), { kind: "bold", spans: [text("bold")] }, text(" word"))]],
  ["*_both_*", [paragraph({ kind: "bold", spans: [{ kind: "italic", spans: [text("both")] }] })]],
  ["~gone~.", [paragraph({ kind: "strike", spans: [text("gone")] }, text("."))]],
  ["2*3*4 and snake_case_name", [paragraph(text("2*3*4 and snake_case_name"))]],
  ["* not bold*", [{ kind: "bullets", items: [[text("not bold*")]] }]],
  ["an `inline *code*`", [paragraph(text("an "), { kind: "code", text: "inline *code*" })]],
  ["a ```two\nlines``` b", [paragraph(text("a ")), { kind: "code", text: "two\nlines" }, paragraph(text(" b"))]],
  ["- one\n- two", [{ kind: "bullets", items: [[text("one")], [text("two")]] }]],
  ["1. one\n2. two", [{ kind: "numbers", items: [[text("one")], [text("two")]] }]],
  ["> said", [{ kind: "quote", spans: [text("said")] }]],
  ["two\nlines", [paragraph(text("two"), text("\n"), text("lines"))]],
  [
    "see https://example.com/a?b=1.",
    [
      paragraph(
        text("see "),
        { kind: "link", text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
        text("."),
      ),
    ],
  ],
  ["javascript:alert(1)", [paragraph(text("javascript:alert(1)"))]],
  ["<b>no markup</b>", [paragraph(text("<b>no markup</b>"))]],
])("%j", (input, blocks) => {
  expect(formatText(input)).toEqual(blocks);
});

test("no letter is lost or invented, whatever the text is", () => {
  const signs = string({ unit: constantFrom("*", "_", "~", "`", "\n", ">", "-", " ", "a", "1", ".", "👍") });
  assert(
    property(signs, (input) => {
      expect(formatText(input).map(lettersIn).join("")).toBe(lettersOf(input));
    }),
  );
});

function lettersIn(part: Block | Span): string {
  if ("text" in part) return lettersOf(part.text);
  return ("items" in part ? part.items.flat() : part.spans).map(lettersIn).join("");
}

function lettersOf(value: string): string {
  return value.replaceAll(/[^a👍]/gu, "");
}
