import { templateParameters } from "@openwaba/templates";

/** What is wrong with how a text writes its parameters; undefined if nothing is. */
export function parameterProblem(text: string, isNamed: boolean): string | undefined {
  const names = templateParameters(text);
  if (/\{\{|\}\}/.test(text.replaceAll(/\{\{[^{}]*\}\}/g, ""))) return "its braces do not match: write {{1}}";
  if (isNamed) {
    const wrong = names.find((name) => !/^[a-z_][a-z0-9_]*$/.test(name));
    return wrong === undefined
      ? undefined
      : `{{${wrong}}} is no name: use lower-case letters, digits and underscores, not a number`;
  }
  const named = names.find((name) => !/^\d+$/.test(name));
  if (named !== undefined) return `{{${named}}} is no number: parameter_format must be NAMED for names`;
  const isInOrder = names.every((name, index) => name === String(index + 1));
  return isInOrder ? undefined : `its parameters must be {{1}}, {{2}} and so on, in this order`;
}

/** Whether a parameter opens or closes a text. */
export function hasParameterAtEdge(text: string): boolean {
  return /^\s*\{\{[^{}]*\}\}|\{\{[^{}]*\}\}\s*$/.test(text);
}

/** Whether nothing but space stands between two parameters. */
export function hasNeighbours(text: string): boolean {
  return /\}\}\s*\{\{/.test(text);
}

/** Words of a text beside its parameters. */
export function wordsIn(text: string): number {
  return text.replaceAll(/\{\{[^{}]*\}\}/g, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
