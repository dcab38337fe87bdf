import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratch, write } from "../generate/scratch.test-support.ts";
import { rateAll } from "./pairs.ts";
import { compareRuntime } from "./runtime.ts";

const codes = `codes:
  4: { name: Calls, family: throttling, retryable: true, wait: 60, meaning: Too many calls }
  190: { name: Token, family: auth, meaning: Token expired, subcodes: { 463: { name: Old, family: auth, meaning: Expired } } }
`;

/** The changes that users of the runtime see when these texts in a shared file are replaced. */
async function changes(topic: string, ...edits: [from: string, to: string][]): Promise<string[]> {
  const file = `specs/shared/${topic}.yaml`;
  const [old, now] = [
    await scratch({ "specs/shared/error-codes.yaml": codes }),
    await scratch({ "specs/shared/error-codes.yaml": codes }),
  ];
  const before = await readFile(join(old, file), "utf8");
  const after = edits.reduce((text, [from, to]) => text.replace(from, to), before);
  expect(after).not.toBe(before);
  await write(now, { [file]: after });
  const findings = (await rateAll([await compareRuntime(old, now)])).flat();
  return findings.map(({ impact, subject, text }) => `${impact} ${subject} ${text}`);
}

test.each<[name: string, topic: string, edit: [string, string], expected: string[]]>([
  [
    "another default version",
    "versions",
    ["default: v25.0", "default: v26.0"],
    ["breaks the default Graph version is v26.0, no longer v25.0"],
  ],
  ["a version more", "versions", ["v26.0]", "v26.0, v27.0]"], ["adds Graph v27.0 is new"]],
  ["a version less", "versions", ["[v23.0, v24.0,", "[v24.0,"], ["breaks Graph v23.0 is gone"]],
  [
    "a code more",
    "error-codes",
    ["  190:", "  5: { name: Five, family: auth, meaning: Five }\n  190:"],
    ["adds error 5 is known"],
  ],
  [
    "a subcode less",
    "error-codes",
    ["463:", "464:"],
    ["breaks error 190.463 is no longer in the table", "adds error 190.464 is known"],
  ],
  [
    "a code of another family",
    "error-codes",
    ["family: throttling", "family: limits"],
    [
      "breaks error 4 is of the family limits, no longer throttling",
      "breaks the error family throttling is gone",
      "adds the error family limits is new",
    ],
  ],
  [
    "a code that waits longer",
    "error-codes",
    ["wait: 60", "wait: 90"],
    ["adds error 4 is retried under other conditions"],
  ],
  [
    "another meaning",
    "error-codes",
    ["Too many calls", "Too many"],
    ["edits errors and shared types are described differently"],
  ],
  [
    "an error that may lack its code",
    "errors",
    ["[message, type, code]", "[message, type]"],
    [
      "breaks the type GraphErrorObject may leave out `code`",
      "breaks the type GraphErrorResponse may leave out `error.code`",
    ],
  ],
])("the runtime reports %s", async (_, topic, edit, expected) => {
  expect(await changes(topic, edit)).toEqual(expected);
});
