import { readFileSync } from "node:fs";
import { array, assert, constantFrom, jsonValue, nat, oneof, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { parseExpression, ExpressionError } from "./references/parse-expression.ts";
import { validateFlow } from "./validate-flow.ts";

const texts = ["tasting", "seats"].map((name) =>
  readFileSync(new URL(`../../../../examples/files/${name}.flow.json`, import.meta.url), "utf8"),
);
const odd = oneof(
  jsonValue({ maxDepth: 3 }),
  constantFrom<unknown>(
    "${data.days}",
    "${form.x}",
    "${screen.DAY.form.day}",
    "`${data.days} ' '`",
    "`(((`",
    "__proto__",
    "If",
    "Switch",
    "Form",
    "navigate",
    "7.3",
    "3.0",
  ),
);

/** Replaces, adds or removes what is at some place in a value. */
function change(value: unknown, place: number, by: unknown): unknown {
  const places: (() => void)[] = [];
  const copy: unknown = structuredClone(value);
  const visit = (inner: unknown): void => {
    if (typeof inner !== "object" || inner === null) return;
    const owner = inner as Record<string, unknown>;
    for (const key of Object.keys(owner)) {
      places.push(
        () => void (owner[key] = by),
        () => void delete owner[key],
        () => void (owner[typeof by === "string" ? by : "extra"] = owner[key]),
      );
      visit(owner[key]);
    }
  };
  visit(copy);
  places[place % places.length]?.();
  return copy;
}

test("a flow that was changed anywhere is validated without an exception, as text and as an object alike", () => {
  const flows = texts.map((text): unknown => JSON.parse(text));
  assert(
    property(constantFrom(...flows), array(tuple(nat(), odd), { minLength: 1, maxLength: 4 }), (flow, changes) => {
      const changed = changes.reduce<unknown>((value, [place, by]) => change(value, place, by), flow);
      const errors = validateFlow(changed);
      const fromText = validateFlow(JSON.stringify(changed, null, 2));
      const codes = (found: typeof errors) => found.map(({ error, pointers }) => [error, pointers[0]?.path]);
      expect(codes(fromText)).toEqual(codes(errors));
      for (const { line_start, column_start } of fromText) {
        expect(line_start).toBeGreaterThan(0);
        expect(column_start).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});

test("a text that was cut, or is none, is validated without an exception", () => {
  assert(
    property(constantFrom(...texts), nat(), string(), (text, place, by) => {
      const at = place % text.length;
      for (const changed of [text.slice(0, at), text.slice(0, at) + by + text.slice(at + 1), by])
        for (const { error, line_start = 1, line_end = 1 } of validateFlow(changed)) {
          expect(error).toMatch(/^[A-Z_]+$/);
          expect(line_end).toBeGreaterThanOrEqual(line_start);
        }
    }),
    { numRuns: 500 },
  );
});

test("an expression is parsed, or there is an ExpressionError", () => {
  const part = constantFrom("${data.a}", "'a'", "(", ")", "&&", "||", "!", "-", "==", "<", "1", "true", " ", "§");
  assert(
    property(array(part, { maxLength: 30 }), (parts) => {
      try {
        parseExpression(parts.join(""));
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionError);
      }
    }),
    { numRuns: 2000 },
  );
});
