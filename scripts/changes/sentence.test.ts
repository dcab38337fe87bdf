import { expect, test } from "vitest";
import type { Finding } from "./finding.ts";
import { changelogEntry } from "./sentence.ts";

const say = (findings: Finding[], version = "1.0.0") =>
  changelogEntry({ name: "@openwaba/books", folder: "books", version, findings, shipsAllDocuments: false });
const changed = (impact: Finding["impact"], path: string, text: string, versions: string[] = []): Finding => ({
  impact,
  subject: `GET /${path}`,
  versions,
  text,
});

test("one change is one sentence, in the versions that it is in", () => {
  expect(say([changed("breaks", "books", "no longer returns `title`", ["v26.0"])])).toBe(
    "Breaking: `GET /books` no longer returns `title` (v26.0).",
  );
});

test("breaking changes come before new features, and corrections next to either are left out", () => {
  const findings = [
    changed("breaks", "books", "is gone"),
    changed("adds", "maps", "is new"),
    changed("adds", "plans", "returns `size`"),
    changed("edits", "tomes", "is described differently"),
  ];
  expect(say(findings)).toBe(
    "Breaking: `GET /books` is gone.\n\nNew:\n\n- `GET /maps` is new\n- `GET /plans` returns `size`",
  );
});

test("the same change of many operations is listed once", () => {
  const paths = ["a", "b", "c", "d"];
  expect(say(paths.slice(0, 2).map((path) => changed("edits", path, "is described differently")))).toBe(
    "Corrected: each of `GET /a`, `GET /b` is described differently.",
  );
  expect(say(paths.map((path) => changed("adds", path, "returns `id`")))).toBe(
    "New: each of 4 operations, such as `GET /a`, returns `id`.",
  );
});

test("the first of many different changes are listed, the others counted", () => {
  const findings = Array.from({ length: 9 }, (_, index) =>
    changed("breaks", "books", `no longer returns \`field${index}\``),
  );
  expect(say(findings).split("\n").slice(-2)).toEqual([
    "- `GET /books` no longer returns `field5`",
    "- 3 more changes of this kind",
  ]);
});

test("a first release is one", () => {
  expect(say([changed("adds", "books", "is new")], "0.0.0")).toBe("First release of `@openwaba/books`.");
});
