import { invalidValue } from "./errors.ts";
import { jsonOrText } from "./json.ts";
import { unknownNames, type Verdict } from "./known-names.ts";
import { type Place, type Problem, showPlace, typeOf } from "./problems.ts";
import { isSchema } from "./schemas.ts";
import type { Undocumented } from "./undocumented.ts";

const mostRounds = 20;

interface Mended {
  readonly value: unknown;
  /** What the value was, which the platform accepts. */
  readonly warning: string;
}

/** In place of a value that is left out. */
const absent = Symbol("absent");

/**
 * The value as its schema wants it. A parameter has no type of its own on the platform, as it may come in a URL: JSON,
 * numbers and booleans may be text, text a number, one value a list, constants of capitals in small letters. Inside of a
 * value types count, and null is as good as nothing.
 *
 * @throws GraphFailure that names the first problem, if the platform would not accept the value either
 */
export function acceptValue(
  sent: unknown,
  name: string,
  check: (value: unknown) => Verdict,
  undocumented: Undocumented,
  place: Place = [],
): unknown {
  let value = sent;
  for (let round = 1; ; round++) {
    const { problems, known } = check(value);
    const unknown = unknownNames(value, known, place);
    for (const problem of unknown) undocumented(invalidValue([problem, ...problems], name));
    if (problems.length === 0) return value;
    const failure = invalidValue([...problems, ...unknown], name);
    const { value: better, warnings } = round < mostRounds ? mendAll(value, problems, place.length) : noMore;
    if (warnings.length === 0) throw failure;
    for (const warning of warnings) undocumented(failure, warning);
    value = better;
  }
}

const noMore: { readonly value?: unknown; readonly warnings: readonly string[] } = { warnings: [] };

/** Mends all that can be; `skipped` names of each place lead to the value itself. */
function mendAll(value: unknown, problems: readonly Problem[], skipped: number): typeof noMore {
  const warnings: string[] = [];
  const root: Record<string, unknown> = { value };
  const own = new Set<unknown>([root]);
  for (const problem of problems) {
    const path = ["value", ...problem.place.slice(skipped)];
    const last = path.pop() ?? "";
    const holder = path.reduce<unknown>((node, step) => (isHolder(node) ? node[step] : undefined), root);
    if (!isHolder(holder) || !Object.hasOwn(holder, last)) continue;
    const mended = mend(holder[last], problem);
    if (!mended || (mended.value === absent && Array.isArray(holder))) continue;
    warnings.push(mended.warning);
    const copy = ownHolder(root, path, own);
    if (mended.value === absent) delete copy[last];
    else copy[last] = mended.value;
  }
  return { value: root["value"], warnings };
}

function mend(sent: unknown, problem: Problem): Mended | undefined {
  const { place, rule, got = "small letters", types, allowed } = problem;
  const shown = showPlace(place);
  if (sent === null && types) return { value: absent, warning: `Param ${shown} is null: leave it out` };
  if (place.length !== 1) return undefined;
  const value = types ? withType(sent, types) : inCapitals(sent, allowed ?? []);
  return value === undefined ? undefined : { value, warning: `Param ${shown} ${rule}, got ${got}` };
}

/** The value with one of the types, undefined if the platform would not take it for one. */
function withType(sent: unknown, types: readonly unknown[]): unknown {
  const fits = (value: unknown) =>
    types.includes(typeOf(value)) || (types.includes("number") && Number.isFinite(value));
  if (typeof sent === "string") {
    const read = jsonOrText(sent);
    if (fits(read)) return read;
  }
  if (typeof sent === "number" && types.includes("string")) return String(sent);
  return types.includes("array") && !isSchema(sent) ? [sent] : undefined;
}

function inCapitals(sent: unknown, allowed: readonly unknown[]): string | undefined {
  const capitals = typeof sent === "string" ? sent.toUpperCase() : "";
  const isOfCapitals = allowed.every((one) => typeof one === "string" && one === one.toUpperCase());
  return isOfCapitals && allowed.includes(capitals) ? capitals : undefined;
}

function isHolder(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null && !ArrayBuffer.isView(node);
}

/** What is at a place, after everything that leads there was copied, once for all problems. */
function ownHolder(root: Record<string, unknown>, path: Place, own: Set<unknown>): Record<string, unknown> {
  let holder = root;
  for (const step of path) {
    const inner = holder[step];
    if (!own.has(inner)) own.add((holder[step] = Array.isArray(inner) ? [...inner] : Object.assign({}, inner)));
    holder = holder[step] as Record<string, unknown>;
  }
  return holder;
}
