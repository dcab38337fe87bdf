import type { Path } from "./json.ts";
import { type Span, tokensIn } from "./tokens.ts";

/** Where the value at a path is, and its name if it is a member of an object. */
interface Place {
  value: Span;
  name: Span | undefined;
}

/** The steps to paths that are looked for. */
interface Step {
  readonly next: Map<string | number, Step>;
  place?: Place;
}

interface Level {
  readonly isArray: boolean;
  readonly step: Step | undefined;
  readonly start: number;
  readonly name: Span | undefined;
  index: number;
  /** The name of the member that comes next. */
  key: Span | undefined;
}

/** Finds where values are in a text that is JSON, in one walk over it. */
export function findPlaces(text: string, paths: readonly Path[]): (path: Path) => Place | undefined {
  const root: Step = { next: new Map() };
  for (const path of paths) {
    path.reduce<Step>((step, part) => {
      const next = step.next.get(part) ?? { next: new Map() };
      step.next.set(part, next);
      return next;
    }, root);
  }
  walk(text, root);
  return (path) => path.reduce<Step | undefined>((step, part) => step?.next.get(part), root)?.place;
}

function walk(text: string, root: Step): void {
  const levels: Level[] = [];
  const stepOf = (level: Level | undefined): Step | undefined => {
    if (!level) return root;
    if (level.isArray) return level.step?.next.get(level.index);
    return level.key && level.step?.next.get(JSON.parse(text.slice(level.key.start, level.key.end)));
  };
  for (const span of tokensIn(text)) {
    const found = text[span.start];
    const level = levels.at(-1);
    if (found === "{" || found === "[") {
      const isArray = found === "[";
      levels.push({ isArray, step: stepOf(level), start: span.start, name: level?.key, index: 0, key: undefined });
    } else if (found === "}" || found === "]") {
      levels.pop();
      if (level?.step) level.step.place = { value: { start: level.start, end: span.end }, name: level.name };
    } else if (found === ",") {
      if (!level) continue;
      level.index += 1;
      level.key = undefined;
    } else if (found !== ":") {
      if (level && !level.isArray && !level.key) level.key = span;
      else {
        const step = stepOf(level);
        if (step) step.place = { value: span, name: level?.key };
      }
    }
  }
}

/** Lines and columns of a text, both from 1. */
export function linesOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let index = text.indexOf("\n"); index !== -1; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
