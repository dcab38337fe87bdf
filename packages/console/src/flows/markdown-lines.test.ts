import { expect, test } from "vitest";
import { markdownLines } from "./markdown-lines.ts";

test("headings stand apart, and marks become those of chats", () => {
  const text = [
    "# Terms",
    "Read **this** and *that*, not ~~those~~",
    "+ one",
    "",
    "## More",
    "See [us](https://x.example)",
  ];
  expect(markdownLines(text)).toEqual([
    { level: 1, text: "Terms" },
    { level: 0, text: "Read *this* and _that_, not ~those~\n- one\n" },
    { level: 2, text: "More" },
    { level: 0, text: "See us https://x.example" },
  ]);
});

test("what is no text has no lines", () => {
  expect(markdownLines(undefined)).toEqual([]);
});
