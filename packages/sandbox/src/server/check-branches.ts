import { type Known, merge, nothing, type Reason, unknownNames, type Verdict } from "./known-names.ts";
import { type Place, type Problem, wrong } from "./problems.ts";
import { isSchema, propertiesOf, resolve, type Schema } from "./schemas.ts";

interface Union {
  readonly document: Schema;
  readonly branches: readonly unknown[];
  /** Whether exactly one branch must fit. */
  readonly isOne: boolean;
  readonly value: unknown;
  readonly place: Place;
  /** Checks the value against one branch. */
  readonly check: (document: Schema, node: unknown, value: unknown, place: Place) => Verdict;
}

/** The only values that a branch allows for its properties. */
type Tags = ReadonlyMap<string, ReadonlySet<unknown>>;

interface Branch {
  readonly node: unknown;
  readonly tags: Tags;
}

/** What is known of the branches of a union without a value. */
interface Plan {
  readonly branches: readonly Branch[];
  /** The properties by whose value the branches can be told apart, the one of most branches first. */
  readonly discriminators: readonly string[];
  /** The properties of all branches. */
  readonly names: ReadonlySet<string>;
}

const plans = new WeakMap<readonly unknown[], Plan>();

function planOf(document: Schema, nodes: readonly unknown[]): Plan {
  const known = plans.get(nodes);
  if (known) return known;
  const branches = nodes.map((node) => ({ node, tags: tagsOf(document, node) }));
  const names = new Set(nodes.flatMap((node) => Object.keys(propertiesOf(document, node) ?? {})));
  const plan = { branches, discriminators: discriminatorsOf(branches), names };
  plans.set(nodes, plan);
  return plan;
}

/**
 * Checks a value against `anyOf` or `oneOf`. If no branch fits, the problems are those of the branch that the value's
 * discriminator names, with `type: "image"` the image's, else those of the branch that is closest.
 */
export function checkBranches(union: Union): Verdict {
  const { document, value, place } = union;
  const plan = planOf(document, union.branches);
  const verdicts = new Map<Branch, Verdict>();
  const check = (branch: Branch): Verdict => {
    const verdict = verdicts.get(branch) ?? union.check(document, branch.node, value, place);
    verdicts.set(branch, verdict);
    return verdict;
  };
  const possible = plan.branches.filter(({ tags }) => !isSchema(value) || !contradictsAny(value, tags));
  const valid = possible.map(check).filter(({ problems }) => problems.length === 0);
  const known = withReason(merge(valid.map((verdict) => verdict.known)), plan, value);
  if (valid.length > 1 && union.isOne) {
    return { problems: [wrong(place, "fits several of the forms that are allowed here, and must fit one")], known };
  }
  return valid.length > 0 ? { problems: [], known } : explain(union, plan, check);
}

function explain(union: Union, plan: Plan, check: (branch: Branch) => Verdict): Verdict {
  const { document, value, place } = union;
  const { branches } = plan;
  let candidates = branches;
  const asked = new Set<string>();
  for (;;) {
    const name = discriminatorsOf(candidates).find((other) => !asked.has(other) && has(value, other));
    if (name === undefined) break;
    asked.add(name);
    const named = candidates.filter(({ tags }) => tags.has(name) && !contradicts(value, name, tags.get(name)));
    if (named.length > 0) {
      candidates = named;
    } else {
      const others = candidates.filter(
        ({ node, tags }) => !tags.has(name) && name in (propertiesOf(document, node) ?? {}),
      );
      if (others.length === 0) return unlisted(name, candidates, place, check);
      candidates = others;
    }
  }
  const { problems, known } = closest(candidates.map(check), value, place);
  const where = candidates.length < branches.length ? reasonOf(plan, value)?.where : undefined;
  if (where === undefined) return { problems, known };
  const isMissingInAll = (at: string) =>
    branches.every((branch) =>
      check(branch).problems.some((problem) => isMissing(problem) && problem.place.join(".") === at),
    );
  const explained = problems.map((problem) =>
    isMissing(problem) && isBelow(problem, place) && !isMissingInAll(problem.place.join("."))
      ? { where, ...problem }
      : problem,
  );
  return { problems: explained, known: withReason(known, plan, value) };
}

function isMissing({ kind }: Problem): boolean {
  return kind === "missing";
}

/** The discriminator of a union and its value, which is one of the document's constants. */
function reasonOf({ branches, discriminators, names }: Plan, value: unknown): Reason | undefined {
  const name = discriminators.find((other) => has(value, other));
  if (name === undefined || !isSchema(value)) return undefined;
  const isKnown = branches.some(({ tags }) => tags.get(name)?.has(value[name]));
  return isKnown ? { where: `${name} is ${String(value[name])}`, names } : undefined;
}

function withReason(known: Known, plan: Plan, value: unknown): Known {
  const reason = reasonOf(plan, value);
  return reason ? { ...known, reasons: [reason, ...(known.reasons ?? [])] } : known;
}

function has(value: unknown, name: string): boolean {
  return isSchema(value) && Object.hasOwn(value, name);
}

/** The discriminator has a value that no branch has. */
function unlisted(
  name: string,
  branches: readonly Branch[],
  place: Place,
  check: (branch: Branch) => Verdict,
): Verdict {
  const allowed = new Set(branches.flatMap(({ tags }) => [...(tags.get(name) ?? [])]));
  const rule =
    allowed.size === 1 ? `must be ${JSON.stringify([...allowed][0])}` : `must be one of ${[...allowed].join(", ")}`;
  return {
    problems: [{ ...wrong([...place, name], rule), isDiscriminator: true }],
    known: merge(branches.map((branch) => check(branch).known)),
  };
}

function discriminatorsOf(branches: readonly Branch[]): string[] {
  const sets = new Map<string, ReadonlySet<unknown>[]>();
  for (const { tags } of branches) {
    for (const [name, allowed] of tags) sets.set(name, [...(sets.get(name) ?? []), allowed]);
  }
  const differ = (all: readonly ReadonlySet<unknown>[]) =>
    new Set(all.map((allowed) => [...allowed].map(String).toSorted().join("\n"))).size > 1;
  const telling = [...sets].filter(([, all]) => differ(all));
  return telling.toSorted(([, one], [, other]) => other.length - one.length).map(([name]) => name);
}

function closest(verdicts: readonly Verdict[], value: unknown, place: Place): Verdict {
  const typed = verdicts.filter(({ problems }) => !problems.some((problem) => problem.types && isAt(problem, place)));
  if (typed.length === 0) return joined(verdicts, place);
  const distances = typed.map(({ problems, known }) =>
    distanceOf([...problems, ...unknownNames(value, known, place)], place),
  );
  const least = Math.min(...distances);
  return joined(
    typed.filter((_, index) => distances[index] === least),
    place,
  );
}

/**
 * How far a value is from a branch: a name that belongs to another branch is further than any number of problems inside
 * of the values, among which an unknown discriminator is further than one other problem.
 */
function distanceOf(problems: readonly Problem[], place: Place): number {
  const names = problems.filter((problem) => problem.kind !== "wrong" && isBelow(problem, place));
  const unlistedOnes = problems.filter(({ isDiscriminator }) => isDiscriminator);
  return names.length * 1000 + problems.length + unlistedOnes.length / 2;
}

/** One problem for equally close branches if it can be told in one sentence, else the problems of the first. */
function joined(verdicts: readonly Verdict[], place: Place): Verdict {
  const [first = { problems: [], known: nothing }] = verdicts;
  const single = verdicts.flatMap(({ problems }) => (problems.length === 1 ? problems : []));
  if (single.length < 2 || single.length < verdicts.length) return first;
  const problem = joinMissing(single, place) ?? joinWrong(single, place);
  return problem ? { problems: [problem], known: merge(verdicts.map(({ known }) => known)) } : first;
}

function joinMissing(problems: readonly Problem[], place: Place): Problem | undefined {
  const all = problems.flatMap((problem) => problem.choices ?? [problem.place]);
  const isHere = problems.every(({ kind }) => kind === "missing") && all.every((at) => at.length === place.length + 1);
  if (!isHere) return undefined;
  const choices = [...new Map(all.map((at) => [at.join("."), at])).values()];
  return { kind: "missing", place: choices.length === 1 ? (choices[0] ?? place) : place, choices, rule: "" };
}

function joinWrong(problems: readonly Problem[], place: Place): Problem | undefined {
  const [first] = problems;
  if (!first || !problems.every((problem) => problem.kind === "wrong" && isAt(problem, place))) return undefined;
  const rules = [...new Set(problems.map(({ rule }) => rule.replace(/^must /, "")))];
  const isBe = rules.every((rule) => rule.startsWith("be "));
  const rule = `must ${isBe ? "be " : ""}${rules.map((text) => (isBe ? text.slice(3) : text)).join(" or ")}`;
  return { ...first, rule };
}

function isBelow(problem: Pick<Problem, "place">, place: Place): boolean {
  return problem.place.length === place.length + 1;
}

function isAt(problem: Problem, place: Place): boolean {
  return problem.place.length === place.length;
}

function contradictsAny(value: Schema, tags: Tags): boolean {
  for (const [name, allowed] of tags) if (contradicts(value, name, allowed)) return true;
  return false;
}

function contradicts(value: unknown, name: string, allowed: ReadonlySet<unknown> | undefined): boolean {
  return isSchema(value) && Object.hasOwn(value, name) && allowed?.has(value[name]) === false;
}

const knownTags = new WeakMap<Schema, Tags>();

function tagsOf(document: Schema, node: unknown): Tags {
  const schema = resolve(document, node);
  const tags = knownTags.get(schema) ?? readTags(document, schema);
  knownTags.set(schema, tags);
  return tags;
}

function readTags(document: Schema, schema: Schema): Tags {
  const own = Object.entries(resolve(document, schema["properties"])).flatMap(([name, property]) => {
    const { const: constant, enum: allowed } = resolve(document, property);
    if (constant !== undefined) return [[name, new Set([constant])] as const];
    return Array.isArray(allowed) ? [[name, new Set<unknown>(allowed)] as const] : [];
  });
  const parts = branchesOf(schema["allOf"]).map((part) => tagsOf(document, part));
  const unions = [schema["anyOf"], schema["oneOf"]].map(branchesOf).filter((branches) => branches.length > 0);
  const all = [
    new Map(own),
    ...parts,
    ...unions.map((branches) => shared(branches.map((part) => tagsOf(document, part)))),
  ];
  const names = new Set(all.flatMap((tags) => [...tags.keys()]));
  return new Map([...names].map((name) => [name, intersection(all.flatMap((tags) => tags.get(name) ?? []))]));
}

/** The tags that all branches have, each with the values of all. */
function shared(all: readonly Tags[]): Tags {
  const [first = new Map<string, ReadonlySet<unknown>>()] = all;
  const names = [...first.keys()].filter((name) => all.every((tags) => tags.has(name)));
  return new Map(names.map((name) => [name, new Set(all.flatMap((tags) => [...(tags.get(name) ?? [])]))]));
}

function intersection(sets: readonly ReadonlySet<unknown>[]): ReadonlySet<unknown> {
  const [first = new Set<unknown>(), ...others] = sets;
  return new Set([...first].filter((value) => others.every((set) => set.has(value))));
}

function branchesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
