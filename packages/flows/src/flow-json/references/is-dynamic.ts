import { isSince } from "../schema/versions.ts";

const whole = /^\$\{[^{}]*\}$/;
const within = /\$\{(?:data|form|screen)\.[^{}]*\}/;

/** Whether all of the text is a reference such as `${data.day}`, or since 6.0 an expression in backticks. */
export function isDynamic(text: string, version: string): boolean {
  return whole.test(text) || isExpression(text, version);
}

/** Whether a reference is within other text, where it does nothing. */
export function isMixed(text: string, version: string): boolean {
  return !isDynamic(text, version) && within.test(text);
}

export function isExpression(text: string, version: string): boolean {
  return isSince(version, "6.0") && text.length > 1 && text.startsWith("`") && text.endsWith("`");
}
