import { expect, test } from "vitest";
import { withBase } from "./markdown-copies.ts";

test("links of a copy lead below the base, once, and code stays", () => {
  const markdown = "[a](/guides/a) [b](/base/b) [c](./c) [d](https://x.invalid/)\n```md\n[e](/e)\n```\n[f](/#g)";
  const mended =
    "[a](/base/guides/a) [b](/base/b) [c](./c) [d](https://x.invalid/)\n```md\n[e](/e)\n```\n[f](/base/#g)";
  expect(withBase(markdown, "/base/")).toBe(mended);
  expect(withBase(mended, "/base/")).toBe(mended);
  expect(withBase(markdown, "/")).toBe(markdown);
});
