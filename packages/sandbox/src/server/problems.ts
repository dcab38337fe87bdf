/** Property names and list indexes that lead to a value. */
export type Place = readonly string[];

/** One thing that is wrong with a value. */
export interface Problem {
  /** `missing`: a required parameter; `unknown`: a name that no document has; `wrong`: a value. */
  readonly kind: "missing" | "unknown" | "wrong";
  readonly place: Place;
  /** Missing: all parameters of which one must be given. */
  readonly choices?: readonly Place[];
  /** Wrong: what the value must be. Unknown: which names are allowed. */
  readonly rule: string;
  /** Wrong: what the value is, without the value itself. */
  readonly got?: string;
  /** Missing, unknown: the discriminator that makes it so, `type is image`. */
  readonly where?: string;
  /** Wrong: whether it is a discriminator, whose value no branch of a union has. */
  readonly isDiscriminator?: true;
  /** Wrong: the JSON types that the value may have, if its type is wrong. */
  readonly types?: readonly unknown[];
  /** Wrong: the constants that the value may be, if it is none of them. */
  readonly allowed?: readonly unknown[];
}

const keptProblems = 100;
const shownProblems = 5;
const shownCharacters = 80;

/**
 * A name as messages show it. Callers choose names, which may hold anything: a body of another content type, with its
 * token, arrives as one name.
 */
export function showName(name: string): string {
  if (name.length <= shownCharacters && /^[\p{L}\p{N}_.[\]-]+$/u.test(name)) return name;
  return `(a name of ${name.length} characters)`;
}

export function showPlace(place: Place): string {
  return place.map(showName).join(".");
}

/** Adds problems to a list up to 100, since a body can have a million; returns whether it has room for more. */
export function collect(problems: Problem[], more: readonly Problem[]): boolean {
  for (const problem of more.slice(0, keptProblems - problems.length)) problems.push(problem);
  return problems.length < keptProblems;
}

/** One sentence on the first problem of the value called `name`. */
export function describe(problems: readonly Problem[] | null | undefined, name: string): string {
  const [problem] = problems ?? [];
  return problem ? sentence(problem, name) : `Param ${name} is wrong`;
}

/** Unknown names first, as they explain what is missing. */
export function firstUnknown(problems: readonly Problem[]): Problem[] {
  const isUnknown = ({ kind }: Problem) => kind === "unknown";
  return [...problems.filter(isUnknown), ...problems.filter((problem) => !isUnknown(problem))];
}

/** All problems in one text, for `error_data.details`. */
export function detailsOf(problems: readonly Problem[], name: string): string {
  const sentences = new Set(
    problems.map((problem) => sentence(problem, name) + (problem.got === undefined ? "" : `, got ${problem.got}`)),
  );
  const shown = [...sentences].slice(0, shownProblems).join("; ");
  return sentences.size > shownProblems ? `${shown}; and ${sentences.size - shownProblems} more` : shown;
}

function sentence({ kind, place, choices = [], rule, where }: Problem, name: string): string {
  const shown = place.length > 0 ? showPlace(place) : name;
  const reason = where === undefined ? "" : ` where ${where}`;
  if (kind === "unknown") return `Unknown parameter ${shown}${reason}${rule && `: allowed here are ${rule}`}`;
  if (kind === "wrong") return `Param ${shown} ${rule}`;
  if (choices.length > 1) return `One of the parameters ${choices.map(showPlace).join(", ")} is required`;
  return `The parameter ${shown} is required${reason}`;
}

export function wrong(place: Place, rule: string, got?: string): Problem {
  return { kind: "wrong", place, rule, ...(got !== undefined && { got }) };
}

/** The JSON type of a value. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

const typeNames: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "a boolean",
  integer: "an integer",
  null: "null",
  number: "a number",
  object: "an object",
  string: "a string",
};

export function nameTypes(types: readonly unknown[]): string {
  return types.map((type) => typeNames[String(type)] ?? String(type)).join(" or ");
}
