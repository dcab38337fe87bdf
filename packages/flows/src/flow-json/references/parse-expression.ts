import { longestExpression, type Token, tokensOf } from "./tokens.ts";

/** A parsed expression. */
export type Expression =
  | { kind: "literal"; type: "string" | "number" | "boolean" }
  | { kind: "reference"; text: string }
  | { kind: "unary"; operator: string; operand: Expression }
  | { kind: "binary"; operator: string; left: Expression; right: Expression }
  /** Texts beside each other, which are joined. */
  | { kind: "joined"; parts: Expression[] };

/** An expression that cannot be parsed. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

/** Operators by how strongly they bind, the weakest first. */
const levels = [["||"], ["&&"], ["==", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["/", "%"]];
const deepest = 50;

/**
 * Parses a condition, or what is between backticks.
 *
 * @throws {ExpressionError} when it is malformed; the message says why
 */
export function parseExpression(text: string): Expression {
  if (text.length > longestExpression) throw new ExpressionError(`it is longer than ${longestExpression} characters`);
  const tokens = tokensOf(text);
  let position = 0;
  const next = () => tokens[position];
  const take = (): Token | undefined => tokens[position++];

  function binary(level: number, depth: number): Expression {
    const operators = levels[level];
    if (!operators) return joined(depth);
    let left = binary(level + 1, depth);
    for (let token = next(); token?.kind === "operator" && operators.includes(token.text); token = next()) {
      take();
      left = { kind: "binary", operator: token.text, left, right: binary(level + 1, depth) };
    }
    return left;
  }

  function joined(depth: number): Expression {
    const parts = [unary(depth)];
    for (let token = next(); token && startsValue(token); token = next()) parts.push(unary(depth));
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: "joined", parts };
  }

  function unary(depth: number): Expression {
    if (depth > deepest) throw new ExpressionError(`it is nested more than ${deepest} deep`);
    const token = take();
    if (!token) throw new ExpressionError("it ends too early");
    if (token.kind === "reference") return { kind: "reference", text: token.text };
    if (token.kind === "text") return { kind: "literal", type: "string" };
    if (token.kind === "number" || token.kind === "boolean") return { kind: "literal", type: token.kind };
    if (token.text === "!" || token.text === "-")
      return { kind: "unary", operator: token.text, operand: unary(depth + 1) };
    if (token.text !== "(") throw new ExpressionError(`"${token.text}" cannot be there`);
    const inner = binary(0, depth + 1);
    if (take()?.text !== ")") throw new ExpressionError('a ")" is missing');
    return inner;
  }

  const expression = binary(0, 0);
  const rest = next();
  if (rest) throw new ExpressionError(`"${rest.text}" cannot be there`);
  return expression;
}

function startsValue({ kind, text }: Token): boolean {
  return kind === "reference" || kind === "text" || kind === "number" || kind === "boolean" || text === "(";
}

/** The references in an expression, as text. */
export function referencesIn(expression: Expression): string[] {
  if (expression.kind === "reference") return [expression.text];
  if (expression.kind === "unary") return referencesIn(expression.operand);
  if (expression.kind === "joined") return expression.parts.flatMap(referencesIn);
  if (expression.kind === "binary") return [...referencesIn(expression.left), ...referencesIn(expression.right)];
  return [];
}
