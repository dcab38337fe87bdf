import type { FlowErrorCode } from "../error.ts";
import type { Findings } from "../findings.ts";
import type { Path } from "../read/json.ts";
import type { Component, Flow, Screen } from "../read/read-flow.ts";
import type { DynamicValue } from "../schema/check-schema.ts";
import { resolve } from "../schema/definitions.ts";
import type { Schema } from "../schema/schema.ts";
import { type DataSchema, itemsOf, type Kind, kindOf, propertiesOf } from "./data-schema.ts";
import { isExpression } from "./is-dynamic.ts";
import { ExpressionError, parseExpression, referencesIn } from "./parse-expression.ts";
import { resolveReference } from "./resolve-reference.ts";
import { typeOfExpression } from "./type-of-expression.ts";

const code = "INVALID_SCREEN_DYNAMIC_DATA";

/** What a reference or an expression gives. */
export interface Typed {
  schema: DataSchema;
  /** The kind, if it is an expression. */
  kind: Kind | undefined;
  /** The input that a reference refers to. */
  component?: Component;
}

/**
 * Checks a reference or an expression on a screen; undefined if something is wrong with it. `missing` is the code for a
 * reference to nothing.
 */
export function checkDynamic(
  flow: Flow,
  screen: Screen,
  value: { text: string; path: Path },
  findings: Findings,
  missing?: FlowErrorCode,
): Typed | undefined {
  const { text, path } = value;
  if (isExpression(text, flow.version)) {
    const kind = checkExpression(flow, screen, { text: text.slice(1, -1), path }, findings);
    return kind && { schema: undefined, ...kind };
  }
  const { problem, schema, component } = resolveReference(flow, screen, text);
  if (problem === undefined) return { schema, kind: kindOf(schema), ...(component && { component }) };
  findings.add(missing ?? problem.code, path, `Cannot resolve the reference: ${problem.message}`);
  return undefined;
}

/** The kind of an expression, which a condition is too; undefined if something is wrong with it. */
export function checkExpression(
  flow: Flow,
  screen: Screen,
  { text, path }: { text: string; path: Path },
  findings: Findings,
  isCondition = false,
): { kind: Kind | undefined } | undefined {
  try {
    const expression = parseExpression(text);
    if (isCondition && referencesIn(expression).length === 0)
      findings.add("INVALID_PROPERTY_VALUE", path, "The condition must have a reference");
    const { kind, problems } = typeOfExpression(flow, screen, expression);
    const [problem] = problems;
    if (problem === undefined) return { kind };
    findings.add(problem.code, path, `The expression is wrong: ${problem.message}`);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    findings.add("INVALID_PROPERTY_VALUE", path, `Cannot parse the expression: ${error.message}`);
  }
  return undefined;
}

/** Checks references in the properties of a screen, and whether they give what the properties need. */
export function checkDynamicValues(flow: Flow, values: readonly DynamicValue[], findings: Findings): void {
  for (const value of values) {
    const screen = flow.screens.find(({ path }) => path[1] === value.path[1]);
    if (!screen) continue;
    const typed = checkDynamic(flow, screen, value, findings);
    if (!typed?.kind) continue;
    const needed = value.expected.map(resolve).map(({ type = "object" }) => (type === "integer" ? "number" : type));
    if (!needed.includes(typed.kind)) {
      findings.add(code, value.path, `It must be a ${needed.join(" or ")}, and ${value.text} is a ${typed.kind}`);
      continue;
    }
    const list = value.expected.find(({ type }) => type === "array");
    if (typed.kind === "array" && list?.items) checkItems(list.items, typed.schema, value, findings);
  }
}

/** Items of a data model must declare all that the component needs, such as `id` and `title`. */
function checkItems(needed: Schema, given: DataSchema, { path, text }: DynamicValue, findings: Findings): void {
  const { type = "object", required = [] } = resolve(needed);
  const items = itemsOf(given);
  const kind = kindOf(items);
  if (items === undefined || kind === undefined) return;
  if (kind !== (type === "integer" ? "number" : type)) {
    findings.add(code, path, `Items of ${text} must be a ${type}, not a ${kind}`);
    return;
  }
  const declared = propertiesOf(items);
  const missing = declared && required.filter((name) => !(name in declared));
  if (missing?.length) findings.add(code, path, `Items of ${text} must declare ${missing.join(" and ")}`);
}
