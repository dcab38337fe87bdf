import type { Flow, Screen } from "../read/read-flow.ts";
import { type Kind, kindOf } from "./data-schema.ts";
import type { Expression } from "./parse-expression.ts";
import { type Problem, resolveReference } from "./resolve-reference.ts";

/** The kind of an expression, undefined if only the phone knows; `problems` is what is wrong in it. */
export interface TypedExpression {
  kind: Kind | undefined;
  problems: Problem[];
}

const numbers = new Set(["+", "-", "/", "%"]);
const comparisons = new Set(["<", "<=", ">", ">="]);
const booleans = new Set(["&&", "||"]);

export function typeOfExpression(flow: Flow, screen: Screen, expression: Expression): TypedExpression {
  if (expression.kind === "literal") return { kind: expression.type, problems: [] };
  if (expression.kind === "reference") {
    const { schema, problem } = resolveReference(flow, screen, expression.text);
    return { kind: kindOf(schema), problems: problem ? [problem] : [] };
  }
  if (expression.kind === "joined") {
    const problems = expression.parts.flatMap((part) => typeOfExpression(flow, screen, part).problems);
    return { kind: "string", problems };
  }
  if (expression.kind === "unary") {
    const operand = typeOfExpression(flow, screen, expression.operand);
    const kind = expression.operator === "!" ? "boolean" : "number";
    return { kind, problems: [...operand.problems, ...need(kind, operand.kind, expression.operator)] };
  }
  const { operator } = expression;
  const left = typeOfExpression(flow, screen, expression.left);
  const right = typeOfExpression(flow, screen, expression.right);
  const problems = [...left.problems, ...right.problems];
  if (expression.left.kind === "literal" && expression.right.kind === "literal")
    problems.push(mistake(`${operator} has a constant on both sides`));
  if (booleans.has(operator) || numbers.has(operator) || comparisons.has(operator)) {
    const needed = booleans.has(operator) ? "boolean" : "number";
    problems.push(...need(needed, left.kind, operator), ...need(needed, right.kind, operator));
    return { kind: numbers.has(operator) ? "number" : "boolean", problems };
  }
  if (left.kind && right.kind && left.kind !== right.kind)
    problems.push(mistake(`${operator} compares a ${left.kind} with a ${right.kind}`));
  return { kind: "boolean", problems };
}

function need(needed: Kind, given: Kind | undefined, operator: string): Problem[] {
  return given === undefined || given === needed ? [] : [mistake(`${operator} needs a ${needed}, not a ${given}`)];
}

function mistake(message: string): Problem {
  return { code: "INVALID_PROPERTY_VALUE", message };
}
