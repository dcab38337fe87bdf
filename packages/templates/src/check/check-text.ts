import { type Place, problem, type Problems } from "./problem.ts";
import { shown, textAt } from "./read.ts";
import { textOf } from "./sent-parts.ts";
import { fillIn, templateParameters } from "./template-text.ts";

/** A text of a template whose parameters a message fills in. */
interface TemplateText {
  readonly place: Place;
  readonly text: string;
  readonly isNamed: boolean;
  /** Most characters that it may have with its parameters filled in. */
  readonly longest: number;
  /** Kinds of its parameters, of a template of the library. */
  readonly types?: readonly string[];
}

/** What a parameter of a template of the library must have in it. */
const patterns = new Map([
  ["AMOUNT", /\d/],
  ["DATE", /\d/],
  ["EMAIL", /^[^\s@]+@[^\s@]+$/],
  ["NUMBER", /\d/],
  ["PHONE NUMBER", /\d/],
]);

/** The parameters for a text: their number, names and content. */
export function* checkParameters(definition: TemplateText, given: readonly unknown[]): Problems {
  const { place, text, isNamed, longest, types = [] } = definition;
  const names = templateParameters(text);
  if (given.length !== names.length) yield wrongCount(place, given.length, names.length, isNamed ? names : []);
  const values = new Map<string, string>();
  for (const [index, parameter] of given.entries()) {
    const own = textAt(parameter, "parameter_name");
    const name = isNamed ? own : names[index];
    if (isNamed && !own)
      yield problem(place, 100, "the template has named parameters, and parameter_name is missing or empty");
    else if (!isNamed && own !== undefined)
      yield problem(place, 132012, `the template has numbers, not the name ${shown(own)}`, { got: shown(own) });
    else if (name !== undefined && (!names.includes(name) || values.has(name)) && names.length > 0)
      yield problem(place, 132012, `got the name ${shown(name)}, expected each of ${names.join(", ")} once`, {
        expected: names.join(", "),
        got: shown(name),
      });
    const value = textOf(parameter);
    if (value === undefined) yield wrongKind(place, parameter, "text");
    else yield* checkValue(place, value, types[index]);
    if (name !== undefined) values.set(name, value ?? "");
  }
  const { length } = fillIn(text, values);
  if (length > longest && names.length > 0)
    yield problem(place, 132005, `it has ${length} characters with its parameters, at most ${longest}`, {
      expected: longest,
      got: length,
    });
}

/** One text that is filled in. */
export function* checkValue(place: Place, value: string, kind?: string): Problems {
  if (value.trim() === "") yield problem(place, 100, "the text of a parameter is empty");
  if (/[\r\n\t]| {5}/.test(value))
    yield problem(place, 132018, "a parameter has line breaks, tabs or more than four spaces in a row");
  const pattern = kind === undefined ? undefined : patterns.get(kind);
  if (kind !== undefined && pattern?.test(value) === false)
    yield problem(place, 132018, `${shown(value)} is no ${kind}`, { expected: kind });
}

export function* checkCount(place: Place, got: number, expected: number): Problems {
  if (got !== expected) yield wrongCount(place, got, expected);
}

export function wrongKind(place: Place, parameter: unknown, expected: string) {
  const got = shown(textAt(parameter, "type"));
  return problem(place, 132012, `got ${got}, expected ${expected}`, { expected, got });
}

function wrongCount(place: Place, got: number, expected: number, names: readonly string[] = []) {
  const which = names.length > 0 ? ` (${names.join(", ")})` : "";
  return problem(place, 132000, `got ${got} parameters, expected ${expected}${which}`, { expected, got });
}
