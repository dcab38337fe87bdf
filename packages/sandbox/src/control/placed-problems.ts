import { detailsOf, type Problem } from "../server/problems.ts";

/** What is wrong with a value, for somebody who shows it beside the value. */
export interface PlacedProblem {
  /** Property names and list indexes that lead to it. */
  readonly place: readonly string[];
  readonly message: string;
}

/** The problems that an error was made of, undefined if it was not made of any. */
export function problemsIn({ cause }: Error): PlacedProblem[] | undefined {
  if (!Array.isArray(cause)) return undefined;
  return cause.filter(isProblem).map((problem) => ({ place: problem.place, message: detailsOf([problem], "value") }));
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "place" in value && "rule" in value;
}
