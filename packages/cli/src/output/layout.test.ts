import { describe, expect, test } from "vitest";
import { fields, layOut } from "./layout.ts";
import { bold, green, plain, red } from "./span.ts";

const wide = { width: 80, hasColors: false };
const table = {
  head: ["id", "name", "status"],
  rows: [
    ["108110225544001", "Harbour Coffee Roasters of the old town", green("CONNECTED")],
    ["2", "船", "PENDING"],
  ],
};

describe("layOut()", () => {
  test("puts columns beneath each other, also those with wide characters", () => {
    expect(layOut([table], wide)).toEqual([
      "id               name                                     status",
      "108110225544001  Harbour Coffee Roasters of the old town  CONNECTED",
      `2                船${" ".repeat(39)}PENDING`,
    ]);
  });

  test("cuts texts where a terminal is narrow, and neither ids nor states", () => {
    for (const line of layOut([table], { width: 45, hasColors: false })) expect(line.length).toBeLessThanOrEqual(45);
    expect(layOut([table], { width: 45, hasColors: false }).join("\n")).toMatch(/Harbour.*… +CONNECTED/);
  });

  test("writes a line for each cell where columns do not fit", () => {
    expect(layOut([table], { width: 24, hasColors: false }).slice(0, 4)).toEqual([
      "id: 108110225544001",
      "name: Harbour Coffee Roasters of the old town",
      "status: CONNECTED",
      "",
    ]);
  });

  test("cuts nothing where no terminal is", () => {
    expect(layOut([table], { width: undefined, hasColors: false })[1]).toContain("of the old town");
  });

  test("colours only where colours are", () => {
    expect(layOut([[red("error"), " no"]], { ...wide, hasColors: true })).toEqual(["\u001b[31merror\u001b[39m no"]);
    expect(layOut([[red("error"), " no"], bold("yes")], wide)).toEqual(["error no", "yes"]);
  });

  test("wraps a paragraph between words, and keeps a word that is longer than the line", () => {
    const paragraph = { indent: 2, text: "one two https://openwaba.example/a-long-address three" };
    expect(layOut([paragraph], { width: 22, hasColors: false })).toEqual([
      "  one two",
      "  https://openwaba.example/a-long-address",
      "  three",
    ]);
  });

  test("leaves out fields without a value", () => {
    const rows = fields([
      ["id", "1"],
      ["name", undefined],
      ["limit", ""],
    ]);
    expect(layOut([rows], wide)).toEqual(["id  1"]);
  });

  test("shows nothing of a table without rows", () => {
    expect(layOut([{ head: ["id"], rows: [] }], wide)).toEqual([]);
  });
});

describe("plain()", () => {
  test.each([
    ["escape codes", "\u001b[2J\u001b[31mred", "\ufffd[2J\ufffd[31mred"],
    ["escape codes of one byte", "\u009b31mred", "\ufffd31mred"],
    ["text that runs backwards", "a\u202eb", "a\ufffdb"],
    ["half a character", "a\ud83d", "a\ufffd"],
    ["line breaks, which become spaces", "a\r\n\tb\u2028c", "a b c"],
  ])("replaces %s", (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  test("keeps what is written in any language, and emoji that are joined", () => {
    expect(plain("Zoë, مرحبا, 船 👩‍👩‍👧")).toBe("Zoë, مرحبا, 船 👩‍👩‍👧");
  });
});
