import { describe, expect, test } from "vitest";
import { fillRanges, problemOf, rangeOf } from "./versions.ts";

const text = "all: …\n\n# ranges: written by `pnpm generate`\nuntil-v1.0: [v1.0]\n# /ranges\n\nserver: {}\n";
const all = ["v24.0", "v25.0", "v26.0"];

test.each([
  [text, ["25.0"], "25.0", "25.0 in `all` is not a version such as v25.0"],
  [text, ["v25.0", "v24.0"], "v25.0", "`all` lists a version twice or out of order: write the oldest first"],
  [text, ["v9.0", "v10.0", "v10.0"], "v9.0", "`all` lists a version twice or out of order"],
  [text, ["v24.0", "v26.0"], "v25.0", "the default v25.0 is not in `all`: choose one of v24.0, v26.0"],
  ["all: …\n", ["v25.0"], "v25.0", "the lines `# ranges` and `# /ranges` are missing"],
])("fillRanges() rejects invalid versions: %#", (file, versions, chosen, message) => {
  expect(() => fillRanges(file, { all: versions, default: chosen })).toThrow(
    `specs/shared/versions.yaml:1:1 ${message}`,
  );
});

test("fillRanges() writes the ranges between its markers, and leaves the rest unchanged", () => {
  expect(fillRanges(text, { all, default: "v25.0" })).toBe(`all: …

# ranges: written by \`pnpm generate\`
until-v24.0: [v24.0]
until-v25.0: [v24.0, v25.0]
since-v24.0: [v24.0, v25.0, v26.0]
since-v25.0: [v25.0, v26.0]
since-v26.0: [v26.0]
# /ranges

server: {}
`);
});

test.each([
  [["v24.0", "v25.0"], "until-v25.0"],
  [["v26.0"], "since-v26.0"],
  [["v25.0"], "v25.0"],
  [["v26.0", "v24.0"], "v24.0-v26.0"],
])("rangeOf() names %j", (versions, name) => {
  expect(rangeOf(versions, all)).toBe(name);
});

describe("problemOf()", () => {
  const range = (name: string) => ({ $ref: `../shared/versions.yaml#/${name}` });

  test.each([
    [undefined, "is missing: name the versions that the document describes"],
    [[], "is missing"],
    [
      range("until-v23.0"),
      "ends at v23.0, but v24.0 is the oldest version in specs/shared/versions.yaml: delete the file",
    ],
    [range("since-v23.0"), "starts at v23.0, but v24.0 is the oldest version in specs/shared/versions.yaml: write all"],
    [
      range("before-v25.0"),
      "names before-v25.0, which specs/shared/versions.yaml does not have: use one of all, until-v24.0, until-v25.0, since-v24.0,",
    ],
    [
      ["v22.0", "v23.0"],
      "describes only v22.0, v23.0, which specs/shared/versions.yaml no longer has: delete the file",
    ],
    [["v23.0", "v24.0"], "names v23.0, which specs/shared/versions.yaml does not have: remove it"],
  ])("returns what to do about %j", (named, problem) => {
    expect(problemOf(named, all)).toContain(problem);
  });

  test("returns nothing for known versions", () => {
    expect(problemOf(["v24.0", "v25.0"], all)).toBeUndefined();
  });
});
