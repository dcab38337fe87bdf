import { GraphFailure, invalidParameter } from "../../server/errors.ts";
import { sendingFailure } from "./failures.ts";
import { type SentParameter, textOf } from "./sent-parts.ts";
import { fillIn, parametersIn } from "./text-parameters.ts";

/** A text of a template whose parameters a message fills in. */
interface TemplateText {
  /** Where it is, such as `body`. */
  readonly where: string;
  readonly text: string;
  readonly isNamed: boolean;
  /** Most characters that it may have with its parameters filled in. */
  readonly longest: number;
  /** Kinds of its parameters, of a template of the library. */
  readonly types?: readonly string[] | undefined;
}

/** What a parameter of a template of the library must have in it. */
const patterns: Readonly<Record<string, RegExp>> = {
  AMOUNT: /\d/,
  DATE: /\d/,
  EMAIL: /^[^\s@]+@[^\s@]+$/,
  NUMBER: /\d/,
  "PHONE NUMBER": /\d/,
};

/**
 * Checks the parameters for a text.
 *
 * @throws GraphFailure if their number, names or content do not fit
 */
export function checkParameters(definition: TemplateText, given: readonly SentParameter[]): void {
  const { where, text, isNamed, longest, types } = definition;
  const names = parametersIn(text);
  checkCount(where, given.length, names.length, names);
  const values = new Map<string, string>();
  for (const [index, parameter] of given.entries()) {
    const name = isNamed ? nameOf(definition, parameter) : (names[index] ?? "");
    if (!isNamed && parameter.parameter_name !== undefined)
      throw sendingFailure(132012, `${where}: the template has numbers, not the name ${parameter.parameter_name}`);
    if (!names.includes(name) || values.has(name))
      throw sendingFailure(132012, `${where}: got the name ${name}, expected each of ${names.join(", ")} once`);
    const value = textOf(parameter);
    if (value === undefined) throw sendingFailure(132012, `${where}: got ${parameter.type}, expected text`);
    checkText(where, value);
    checkKind(where, value, types?.[index]);
    values.set(name, value);
  }
  const { length } = fillIn(text, values);
  if (length > longest)
    throw sendingFailure(132005, `${where}: it has ${length} characters with its parameters, at most ${longest}`);
}

export function checkCount(where: string, got: number, expected: number, names: readonly string[] = []): void {
  if (got === expected) return;
  const isNamed = names.some((name) => !/^\d+$/.test(name));
  const which = isNamed ? ` (${names.join(", ")})` : "";
  throw sendingFailure(132000, `${where}: got ${got} parameters, expected ${expected}${which}`);
}

/** Checks one text that is filled in. */
export function checkText(where: string, value: string): void {
  if (value.trim() === "") throw invalidParameter(`${where}: the text of a parameter is empty`);
  if (/[\r\n\t]| {5}/.test(value))
    throw sendingFailure(132018, `${where}: a parameter has line breaks, tabs or more than four spaces in a row`);
}

function checkKind(where: string, value: string, kind: string | undefined): void {
  const pattern = kind === undefined ? undefined : patterns[kind];
  if (pattern && !pattern.test(value)) throw sendingFailure(132018, `${where}: ${value} is no ${kind}`);
}

function nameOf({ where }: TemplateText, { parameter_name: name }: SentParameter): string {
  if (name !== undefined) return name;
  throw new GraphFailure("(#100) Invalid parameter", {
    code: 100,
    details: `${where}: the template has named parameters, and parameter_name is missing or empty`,
  });
}
