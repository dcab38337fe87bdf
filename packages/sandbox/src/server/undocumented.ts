import type { GraphFailure } from "./errors.ts";

/**
 * Called with what the platform accepts although no document has it: in strict mode it throws the failure, else it
 * records the warning, by default the words of the failure.
 */
export type Undocumented = (failure: GraphFailure, warning?: string) => void;

const mostWarnings = 20;
const mostCharacters = 300;
const mostInHeader = 2000; // clients limit all headers together, Node.js to 16 KB

/** Strict mode. */
export const refuse: Undocumented = (failure) => {
  throw failure;
};

/** Adds warnings to `list`, which is bounded. */
export function warnInto(list: string[]): Undocumented {
  return function warn(failure, warning = failure.message.replace(/^\(#\d+\) /, "")) {
    const text = warning.slice(0, mostCharacters);
    if (list.length < mostWarnings && !list.includes(text)) list.push(text);
  };
}

/** The value of the header `x-sandbox-warning`: ASCII alone. */
export function toHeader(warnings: readonly string[]): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const text = warnings.join("; ").replaceAll(/[^\x20-\x7e]/g, escape);
  return text.length > mostInHeader ? `${text.slice(0, mostInHeader)}...` : text;
}
