import { beforeAll, expect, test } from "vitest";
import type { SpecDocument } from "../specs/documents.ts";
import { books, kinds, specDocument } from "./example-document.test-support.ts";
import { compareDomain } from "./domain.ts";
import type { Finding } from "./finding.ts";
import { rateAll } from "./pairs.ts";

const say = (findings: Finding[]) => findings.map(({ impact, subject, text }) => `${impact} ${subject} ${text}`);

async function changes(old: SpecDocument[], now: SpecDocument[]): Promise<Finding[]> {
  return (await rateAll([compareDomain(old, now)])).flat();
}

let found: Finding[][];
beforeAll(async () => {
  found = await rateAll(
    kinds.map(({ edits }) => compareDomain([specDocument(books())], [specDocument(books(...edits))])),
  );
}, 60_000);

test.each(kinds.map((kind, index) => ({ ...kind, index })))("$name", ({ finds, index }) => {
  expect(say(found[index] ?? [])).toEqual(finds);
});

test("the same API, written differently, is not a change", async () => {
  const [old, now] = [specDocument(books()), specDocument(books().replaceAll('"', "'"))];
  expect(await changes([old], [now])).toEqual([]);
});

test("a change in some versions names them", async () => {
  const both = books();
  const [older, newer] = ["[v25.0]", "[v26.0]"].map((versions) =>
    books(["x-graph-versions: [v25.0, v26.0]", `x-graph-versions: ${versions}`]),
  );
  const changed = `${newer}`.replace("note: { type: string }", "note: { type: boolean }");
  const findings = await changes(
    [specDocument(both)],
    [specDocument(`${older}`, "books.v25.0"), specDocument(changed)],
  );
  expect(findings).toEqual([
    {
      impact: "breaks",
      subject: "POST /{shelf_id}/books",
      versions: ["v26.0"],
      text: "takes `note` in the body as boolean, no longer as string",
    },
  ]);
});

test("a change in all versions is reported once, and names them", async () => {
  const findings = await changes([specDocument(books())], [specDocument(books(["name: limit,", "name: most,"]))]);
  expect(findings.map(({ versions }) => versions)).toEqual([
    ["v25.0", "v26.0"],
    ["v25.0", "v26.0"],
  ]);
});

test("a renamed file removes its document from the package", async () => {
  const findings = await changes([specDocument(books(), "books")], [specDocument(books(), "tomes")]);
  expect(say(findings)).toEqual(["breaks openapi/<version>/books.json is gone"]);
});

test("a deleted file removes its operations", async () => {
  const other = books(["/{shelf_id}/books:", "/{shelf_id}/maps:"]);
  const findings = await changes([specDocument(books()), specDocument(other, "maps")], [specDocument(books())]);
  expect(say(findings)).toEqual([
    "breaks GET /{shelf_id}/maps is gone",
    "breaks openapi/<version>/maps.json is gone",
    "breaks POST /{shelf_id}/maps is gone",
  ]);
});
