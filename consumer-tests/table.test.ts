import { expect, test } from "vitest";
import { readTable, tableOf } from "./table.ts";

const table = `| runtime | calls | lists |
|---|:-:|:-:|
| Node 20 | ✓ | – |
| Other | no \\| yes | ✓ |
`;

test("tableOf() has a row for each runtime, with a dash where a capability does not apply", () => {
  const results = new Map<string, Record<string, string>>([
    ["Node 20", { calls: "✓" }],
    ["Other", { calls: "no | yes", lists: "✓" }],
  ]);
  expect(tableOf(results)).toBe(table);
});

test("readTable() reads the text between the markers", () => {
  expect(readTable(`# Title\n<!-- runtimes: written by a script -->\n${table}<!-- /runtimes -->\n`)).toBe(table);
});

test("readTable() fails without markers", () => {
  expect(() => readTable(table)).toThrow(
    "Cannot find the table of runtimes: README.md has no <!-- runtimes --> and <!-- /runtimes -->",
  );
});
