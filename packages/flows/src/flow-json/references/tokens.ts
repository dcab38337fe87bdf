/** A part of an expression. */
export interface Token {
  kind: "reference" | "text" | "number" | "boolean" | "operator" | "unknown";
  text: string;
}

const parts = [
  ["reference", /\$\{[^{}]*\}/y],
  ["text", /'(?:[^'\\]|\\[^])*'/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["boolean", /(?:true|false)\b/y],
  ["operator", /==|!=|<=|>=|&&|\|\||[<>!+\-/%()]/y],
] as const;

/** Longest expression that is read, in characters. */
export const longestExpression = 10_000;

/** The parts of an expression; what is none is one of the kind `unknown`, and the last one. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < expression.length) {
    if (/\s/.test(expression[position] ?? "")) {
      position += 1;
      continue;
    }
    const token = tokenAt(expression, position);
    tokens.push(token);
    if (token.kind === "unknown") break;
    position += token.text.length;
  }
  return tokens;
}

function tokenAt(expression: string, position: number): Token {
  for (const [kind, pattern] of parts) {
    pattern.lastIndex = position;
    const text = pattern.exec(expression)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return { kind: "unknown", text: expression.slice(position, position + 10) };
}
