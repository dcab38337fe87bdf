import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";
import { sendCases } from "./send-rules.test-support.ts";

/** Of each rule in the README: something that keeps it, and something that breaks it. */
const cases = { ...sendCases };

interface Row {
  rule: string;
  code: number;
  how: string;
}

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const rows = rowsUnder("## Rules");

function rowsUnder(heading: string): Row[] {
  const section = readme.split(`${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(1).map((line) => {
    const [, rule = "", code, how = ""] = line.split("|").map((cell) => cell.trim());
    return { rule, code: Number(code), how };
  });
}

test("every rule of the README has its case, and every case its rule", () => {
  expect(rows.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(cases).toSorted());
});

test.each(rows)("$rule: $code, $how", async ({ rule, code, how }) => {
  const prepare = cases[rule];
  if (!prepare) throw new Error("there is no case");
  const { rules, keep, breakIt } = prepare;
  const started = await startSandbox({ ...(rules && { rules }), now: () => Date.UTC(2026, 10, 5) });
  const { sandbox } = started;
  const kept = await keep(started);
  expect(kept.status, JSON.stringify(kept.body)).toBe(200);
  expect(sandbox.sent.map(({ status }) => status)).not.toContain("failed");
  const sentBefore = sandbox.sent.length;
  const broken = await breakIt(started);
  await sandbox.settled();
  if (how === "refused") {
    expect(broken.body).toMatchObject({ error: { code } });
    expect(sandbox.sent).toHaveLength(sentBefore);
  } else {
    expect(how).toBe("webhook");
    expect(broken.status).toBe(200);
    const { value } = JSON.parse(sandbox.webhooks.at(-1)?.body ?? "").entry[0].changes[0];
    const [{ id }] = broken.body["messages"] as [{ id: string }];
    expect(value.statuses).toMatchObject([{ id, status: "failed", errors: [{ code }] }]);
    expect(sandbox.sent.at(-1)).toMatchObject({ id, status: "failed", error: { code } });
  }
  expect(sandbox.webhooks.flatMap(({ body }) => schemaProblems(body))).toEqual([]);
});
