import { collect, type Place, type Problem } from "./problems.ts";
import type { Schema } from "./schemas.ts";

/** The names that schemas have for a value and the values inside of it. */
export interface Known {
  /** The names of properties, as the schemas declare them. */
  readonly declared: readonly ReadonlySet<string>[];
  /** What is known of the values inside, by name or index. */
  readonly inner: ReadonlyMap<string, Known>;
  /** Whether other names are allowed too. */
  readonly isOpen: boolean;
  /** Why other names are unknown here. */
  readonly reasons?: readonly Reason[];
}

/** The branch of a union that a discriminator chose. */
export interface Reason {
  /** The discriminator and its value: `type is image`. */
  readonly where: string;
  /** The names in all branches. */
  readonly names: ReadonlySet<string>;
}

/** What a schema says about a value. */
export interface Verdict {
  readonly problems: readonly Problem[];
  readonly known: Known;
}

export const nothing: Known = { declared: [], inner: new Map(), isOpen: false };

/** The names that several schemas have together for one value. */
export function merge(all: readonly Known[]): Known {
  const [first = nothing, ...others] = all.filter((known) => known !== nothing);
  if (others.length === 0) return first;
  const inner = new Map(first.inner);
  for (const other of others) {
    for (const [name, known] of other.inner) {
      const before = inner.get(name);
      inner.set(name, before ? merge([before, known]) : known);
    }
  }
  const reasons = all.flatMap((known) => known.reasons ?? []);
  return {
    declared: all.flatMap(({ declared }) => declared),
    inner,
    isOpen: all.some(({ isOpen }) => isOpen),
    ...(reasons.length > 0 && { reasons }),
  };
}

/** All names of properties. */
export function namesIn({ declared }: Known): string[] {
  return [...new Set(declared.flatMap((names) => [...names]))];
}

/** The names in a value that no schema has. An object that no schema names anything of is free. */
export function unknownNames(value: unknown, known: Known, place: Place = []): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  const { declared, inner, isOpen, reasons } = known;
  const problems: Problem[] = [];
  const isFree = isOpen || declared.length === 0 || Array.isArray(value);
  for (const name of isFree ? inner.keys() : Object.keys(value)) {
    const below = inner.get(name);
    if (below && below !== nothing) collect(problems, unknownNames((value as Schema)[name], below, [...place, name]));
    if (isFree || declared.some((names) => names.has(name))) continue;
    const where = reasons?.find((reason) => reason.names.has(name))?.where;
    const rule = namesIn(known).join(", ");
    const problem: Problem = { kind: "unknown", place: [...place, name], rule, ...(where !== undefined && { where }) };
    if (!collect(problems, [problem])) break;
  }
  return problems;
}
