import { describe, expect, test } from "vitest";
import type { SharedComponent } from "../shared-components.ts";
import type { DescribedFunction, Place } from "./describe-operations.ts";
import { functionWith } from "./function.test-support.ts";
import { joinVersions, type Variant } from "./join-versions.ts";

const older = ["v23.0", "v24.0"];
const newer = ["v25.0", "v26.0"];

/** What a document says of `saveBook`. */
function variant(parts: Partial<DescribedFunction> = {}, versions = newer, meanings: Variant["meanings"] = new Map()) {
  const at = (pointer: string) => `${versions[0]} ${pointer}`;
  const { described } = functionWith({
    described: {
      document: { openapi: { openapi: "3.1.0", info: { title: "Books", version: "1.0.0" } }, at, versions },
      bodies: ["SaveBook"],
      ...parts,
    },
  }).shown;
  return { described, meanings, versions };
}

const places = (all: Record<string, Place>) => ({ places: new Map(Object.entries(all)) });
const constants = (all: Record<string, string>) => ({ constants: new Map(Object.entries(all)) });

test.each<[what: string, old: Partial<DescribedFunction>, now: Partial<DescribedFunction>, problem: string]>([
  [
    "puts a property elsewhere",
    places({ title: "query" }),
    places({ title: "body" }),
    "takes title in the query, and in other versions in the body",
  ],
  [
    "has no constant that others have",
    {},
    constants({ product: "book" }),
    "always sends product=book, but not in all versions",
  ],
  [
    "has a constant that others do not have",
    constants({ product: "book" }),
    {},
    "always sends product=book, but not in all versions",
  ],
  [
    "has a constant of another value",
    constants({ product: "map" }),
    constants({ product: "book" }),
    "always sends product=book, but not in all versions\n  v23.0 #/paths/~1{shelf_id}~1books/post/operationId saveBook always sends product=map, but not in all versions",
  ],
  [
    "has its body as a whole",
    places({ body: "body" }),
    places({ title: "body" }),
    "has a property in its body and elsewhere, but not in all versions",
  ],
])("a version that %s is a problem with its place", (_, old, now, problem) => {
  expect(() => joinVersions([variant(old, older), variant(now)], "v25.0")).toThrow(
    `  v23.0 #/paths/~1{shelf_id}~1books/post/operationId saveBook ${problem}`,
  );
});

describe("a function in several versions", () => {
  test("is shown as the default version has it, else as the last one", () => {
    const [old, now] = [variant({ answer: "Old" }, older), variant({ answer: "New" })];
    const shown = (version: string) => joinVersions([old, now], version)[0]?.shown;
    expect(shown("v24.0")).toBe(old);
    expect(shown("v26.0")).toBe(now);
    expect(shown("v27.0")).toBe(now);
  });

  test("takes what any version takes, has a body or pages if any version does", () => {
    const old = variant({ ...places({ shelf_id: "path", title: "body" }), isList: true }, older);
    const now = variant({ ...places({ shelf_id: "path", limit: "query" }), bodies: [] });
    const [joined] = joinVersions([old, now], "v25.0");
    expect(joined).toMatchObject({ hasBody: true, isList: true });
    expect(Object.fromEntries(joined?.places ?? [])).toEqual({ shelf_id: "path", title: "body", limit: "query" });
  });

  const meaning = (name: string) => ({ module: name }) as unknown as SharedComponent;
  const [book, other] = [meaning("Book"), meaning("OtherBook")];
  test.each<[what: string, old: Parameters<typeof variant>[0], answer: SharedComponent, isVersioned: boolean]>([
    ["equal", {}, book, false],
    ["that returns another type of this name", {}, other, true],
    ["that requires input", { isInputRequired: true }, book, true],
    ["that takes more", { inputs: ["SaveBook"] }, book, true],
    ["that returns only some fields", { defaultAnswer: "Book" }, book, true],
  ])("beside one %s: %s", (_, old, answer, isVersioned) => {
    const variants = [variant(old, older, new Map([["Book", answer]])), variant({}, newer, new Map([["Book", book]]))];
    expect(joinVersions(variants, "v25.0")[0]?.isVersioned).toBe(isVersioned);
  });
});

test("functions keep the order of their documents", () => {
  const variants = ["saveBook", "burnBook", "saveBook"].map((name, index) => variant({ name }, [`v2${index}.0`]));
  expect(joinVersions(variants, "v22.0").map(({ name, variants: own }) => [name, own.length])).toEqual([
    ["saveBook", 2],
    ["burnBook", 1],
  ]);
});
