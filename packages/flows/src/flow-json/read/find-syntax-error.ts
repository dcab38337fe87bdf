import { tokensIn } from "./tokens.ts";

type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "nothing";

/** Where a text stops being JSON: engines do not tell, or each in other words. */
export function findSyntaxError(text: string): number {
  const open: string[] = [];
  let expected: Expected = "value";
  const afterValue = (): Expected => (open.length > 0 ? "comma or end" : "nothing");
  for (const { start, end } of tokensIn(text)) {
    const token = text.slice(start, end);
    const isValue = expected === "value" || expected === "value or end";
    const isKey = expected === "key" || expected === "key or end";
    if ((token === "{" || token === "[") && isValue) {
      open.push(token === "{" ? "}" : "]");
      expected = token === "{" ? "key or end" : "value or end";
    } else if (token === open.at(-1) && expected.endsWith("or end")) {
      open.pop();
      expected = afterValue();
    } else if (token === "," && expected === "comma or end") {
      expected = open.at(-1) === "}" ? "key" : "value";
    } else if (token === ":" && expected === "colon") {
      expected = "value";
    } else if (isKey && token.startsWith('"') && isScalar(token)) {
      expected = "colon";
    } else if (isValue && isScalar(token)) {
      expected = afterValue();
    } else return start;
  }
  return text.length;
}

function isScalar(token: string): boolean {
  try {
    return typeof JSON.parse(token) !== "object" || token === "null";
  } catch {
    return false;
  }
}
