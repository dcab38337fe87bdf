import { nearestPath, type Path } from "./paths.ts";

/** What the sandbox says is wrong, and where. */
export interface PlacedProblem {
  readonly place: readonly string[];
  readonly message: string;
}

/** The problems in the answer of the sandbox, none if it names no places. */
export function problemsIn(answer: unknown): PlacedProblem[] {
  const { problems } = Object(Object(answer).error);
  return Array.isArray(problems) ? problems.filter(isPlaced) : [];
}

/** The problems of a value, each at the closest place that a form shows. */
export function problemsAt(problems: readonly PlacedProblem[], value: unknown, path: Path): string[] {
  return problems.filter(({ place }) => isSame(nearestPath(value, place), path)).map(({ message }) => message);
}

/** The problems that a change at a path leaves as they are. */
export function problemsLeft(problems: readonly PlacedProblem[], path: Path): PlacedProblem[] {
  return problems.filter(({ place }) => !path.every((step, index) => String(step) === place[index]));
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

function isPlaced(problem: unknown): problem is PlacedProblem {
  const { place, message } = Object(problem);
  return Array.isArray(place) && place.every((step) => typeof step === "string") && typeof message === "string";
}
