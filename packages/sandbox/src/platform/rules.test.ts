import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { startSandbox } from "../sandbox.test-support.ts";
import { schemaProblems } from "../webhooks/webhook-schema.test-support.ts";
import { sendCases } from "./send-rules.test-support.ts";
import { templateCases } from "./template-rules.test-support.ts";

/** Of each rule in the README: something that keeps it, and something that breaks it. */
const cases = new Map(Object.entries({ ...sendCases, ...templateCases }));

interface Row {
  readonly rule: string;
  readonly code: string;
  readonly how: string;
}

/** An error as far as a row names it. */
interface NamedError {
  readonly code: number;
  readonly error_subcode?: number;
}

const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
const rows = rowsUnder("## Rules");

/** The rows of all tables of a section. */
function rowsUnder(heading: string): Row[] {
  const section = readme.split(`${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  const cells = lines.map((line) => line.split("|").map((cell) => cell.trim()));
  return cells.map(([, rule = "", code = "", how = ""]) => ({ rule, code, how })).filter(({ rule }) => rule !== "rule");
}

/** Reads `132015, 132016`, `132001, status 404` or `100, subcode 2388072 (body), 2388047 (header)`. */
function errorsIn(cell: string): { errors: NamedError[]; status: number | undefined } {
  const [codes = "", subcodes = ""] = cell.replace(/, status \d+/, "").split(", subcode ");
  const numbers = (text: string) => text.match(/\d+/g)?.map(Number) ?? [];
  const status = /status (\d+)/.exec(cell)?.[1];
  const errors = numbers(codes).flatMap((code): NamedError[] =>
    subcodes === "" ? [{ code }] : numbers(subcodes).map((error_subcode) => ({ code, error_subcode })),
  );
  return { errors, status: status === undefined ? undefined : Number(status) };
}

test.each([
  ["131031", [{ code: 131031 }], undefined],
  ["132001, status 404", [{ code: 132001 }], 404],
  ["132015, 132016", [{ code: 132015 }, { code: 132016 }], undefined],
  ["100, subcode 2388024", [{ code: 100, error_subcode: 2388024 }], undefined],
  [
    "100, subcode 2388072 (body), 2388047 (header)",
    [
      { code: 100, error_subcode: 2388072 },
      { code: 100, error_subcode: 2388047 },
    ],
    undefined,
  ],
  ["APPROVED", [], undefined],
])("the cell %s is read", (cell, errors, status) => {
  expect(errorsIn(cell)).toEqual({ errors, status });
});

test("every rule of the README has its case, and every case its rule", () => {
  expect(rows.map(({ rule }) => rule).toSorted()).toEqual([...cases.keys()].toSorted());
});

const names = [...Object.keys(sendCases), ...Object.keys(templateCases)];

test("no rule has two cases", () => {
  expect(names).toHaveLength(cases.size);
});

/** What became of templates, in this order, each once. */
function templateEvents({ webhooks }: Sandbox, from: number): string[] {
  const values = webhooks
    .slice(from)
    .flatMap(({ body }) => JSON.parse(body).entry[0].changes as { field: string; value: { event: string } }[]);
  const events = values.filter(({ field }) => field === "message_template_status_update");
  return [...new Set(events.map(({ value }) => value.event))];
}

test.each(rows)("$rule: $code, $how", async ({ rule, code: cell, how }) => {
  const { errors, status } = errorsIn(cell);
  const prepared = cases.get(rule);
  if (!prepared) throw new Error("there is no case");
  const { rules, keep, breakIt } = prepared;
  const started = await startSandbox({ ...(rules && { rules }), now: () => Date.UTC(2026, 10, 5) });
  const { sandbox } = started;
  const kept = await keep(started);
  await sandbox.settled();
  expect(kept.status, JSON.stringify(kept.body)).toBe(200);
  expect(sandbox.sent.map((message) => message.status)).not.toContain("failed");
  const sentBefore = sandbox.sent.length;
  const toldBefore = sandbox.webhooks.length;
  const seen: NamedError[] = [];
  for (const breaks of [breakIt].flat()) {
    const broken = await breaks(started);
    await sandbox.settled();
    if (errors.length === 0) {
      expect(templateEvents(sandbox, toldBefore)).toEqual(cell.split(", "));
    } else if (how === "refused") {
      const error = errors.find(({ code, error_subcode }) => {
        const { error: got } = broken.body as { error?: Partial<NamedError> };
        return got?.code === code && (error_subcode === undefined || got.error_subcode === error_subcode);
      });
      expect(error, JSON.stringify(broken.body)).toBeDefined();
      if (error) seen.push(error);
      if (status !== undefined) expect(broken.status).toBe(status);
      expect(sandbox.sent).toHaveLength(sentBefore);
    } else {
      expect(how).toBe("webhook");
      expect(broken.status).toBe(200);
      const { value } = JSON.parse(sandbox.webhooks.at(-1)?.body ?? "").entry[0].changes[0];
      const [{ id }] = broken.body["messages"] as [{ id: string }];
      const [{ code }] = errors as [NamedError];
      expect(value.statuses).toMatchObject([{ id, status: "failed", errors: [{ code }] }]);
      expect(sandbox.sent.at(-1)).toMatchObject({ id, status: "failed", error: { code } });
      seen.push(...errors);
    }
  }
  expect([...new Set(seen)].toSorted(byCode)).toEqual(errors.toSorted(byCode)); // each came about
  expect(sandbox.webhooks.flatMap(({ body }) => schemaProblems(body))).toEqual([]);
});

function byCode(one: NamedError, other: NamedError): number {
  return one.code - other.code || (one.error_subcode ?? 0) - (other.error_subcode ?? 0);
}
