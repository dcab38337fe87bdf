import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import openwaba from "./index.ts";
import { problemsOf } from "./lib/lint.test-support.ts";

const text = readFileSync(join(import.meta.dirname, "../../../specs/README.md"), "utf8");
const { configs, rules } = openwaba();
const sections = text.split(/^(?=##)/m).filter((section) => section.startsWith("### "));

describe("specs/README.md", () => {
  it("has a section for every rule, and none without one", () => {
    expect(sections.map(ruleOf).toSorted()).toEqual(Object.keys(rules?.oas3 ?? {}).toSorted());
  });

  it("has the rules of openwaba/recommended, and those alone, in the chapter on any document", () => {
    const chapter = text.split(/^## /m).find((part) => part.includes("`openwaba/recommended`")) ?? "";
    const documented = chapter
      .split(/^(?=### )/m)
      .slice(1)
      .map(ruleOf);
    expect(documented).toEqual(
      Object.keys(configs?.recommended?.rules ?? {}).map((rule) => rule.replace("openwaba/", "")),
    );
  });
});

describe.each(sections.map((section) => ({ rule: ruleOf(section), examples: examplesIn(section) })))(
  "$rule",
  ({ rule, examples }) => {
    it("has a wrong example in specs/README.md and then a right one", () => {
      expect(examples.map(({ kind }) => kind)).toEqual(["wrong", "right"]);
    });

    it.each(examples)("agrees that the $kind example is $kind", async ({ kind, file, fragment }) => {
      const problems = await problemsOf(rule, { [file]: documentWith(fragment) });
      expect(problems.length > 0).toBe(kind === "wrong");
    });
  },
);

function ruleOf(section: string): string {
  return /^### `?(.*?)`?$/m.exec(section)?.[1] ?? "";
}

interface Example {
  kind: string;
  file: string;
  fragment: object;
}

function examplesIn(section: string): Example[] {
  const blocks = [...section.matchAll(/^```yaml\n# (\w+)(?: in (\S+?))?(?:: [^\n]+)?\n(.*?)^```$/gms)];
  return blocks.map(([, kind = "", file = "numbers/phone_numbers.yaml", yaml = ""]) => ({
    kind,
    file,
    fragment: parse(yaml),
  }));
}

/** The whole document of a fragment, which is part of a document, of an operation or of its response schema. */
function documentWith(fragment: object): object {
  if ("paths" in fragment) return fragment;
  const answer = { "200": { content: { "application/json": { schema: fragment } } } };
  return {
    paths: { "/{waba_id}/phone_numbers": { get: "properties" in fragment ? { responses: answer } : fragment } },
  };
}
