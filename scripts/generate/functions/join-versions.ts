import { isDeepStrictEqual } from "node:util";
import { SpecError } from "../../specs/spec-error.ts";
import type { Meanings, SharedComponent } from "../shared-components.ts";
import type { DescribedFunction, Place } from "./describe-operations.ts";

/** What a document says of a function, and what the names of types mean there. */
export interface Variant {
  described: DescribedFunction;
  meanings: Meanings;
  /** Graph versions that the document describes. */
  versions: string[];
}

/** A function of a domain in all versions that have it. */
export interface DomainFunction extends Pick<DescribedFunction, "name" | "path" | "method"> {
  variants: Variant[];
  /** The variant of the default version, or of the last one that has it. */
  shown: Variant;
  /** Where each property of its input goes, in any version. */
  places: ReadonlyMap<string, Place>;
  constants: ReadonlyMap<string, string>;
  hasBody: boolean;
  isList: boolean;
  /** Whether its types differ between versions. */
  isVersioned: boolean;
}

/**
 * Joins what the documents of a domain say of each function.
 *
 * @throws {SpecError} if they contradict each other, so that no one function could call all versions
 */
export function joinVersions(variants: Variant[], defaultVersion: string): DomainFunction[] {
  const names = new Set(variants.map(({ described }) => described.name));
  const problems: string[] = [];
  const functions = [...names].flatMap((name) => {
    const own = variants.filter(({ described }) => described.name === name);
    const shown = own.find(({ versions }) => versions.includes(defaultVersion)) ?? own.at(-1);
    if (!shown) return [];
    const fail = ({ described }: Variant, problem: string) => {
      const { document, pointer } = described;
      problems.push(`${document.at(`${pointer}/operationId`)} ${name} ${problem}`);
    };
    return [join(name, own, shown, fail)];
  });
  if (problems.length > 0) throw new SpecError([...new Set(problems)]);
  return functions;
}

function join(
  name: string,
  variants: Variant[],
  shown: Variant,
  fail: (variant: Variant, problem: string) => void,
): DomainFunction {
  const { path, method, constants } = shown.described;
  const places = new Map(shown.described.places);
  for (const variant of variants) {
    const { described } = variant;
    for (const [property, place] of described.places) {
      const known = places.get(property) ?? place;
      places.set(property, known);
      if (known !== place) fail(variant, `takes ${property} in the ${place}, and in other versions in the ${known}`);
    }
    if ([shown, variant].every(hasBody) && isBodyNamed(shown) !== isBodyNamed(variant)) {
      fail(variant, "has a property in its body and elsewhere, but not in all versions");
    }
    for (const [constant, value] of [...constants, ...described.constants]) {
      const isKnown = [constants, described.constants].every((all) => all.get(constant) === value);
      if (!isKnown) fail(variant, `always sends ${constant}=${value}, but not in all versions`);
    }
  }
  return {
    name,
    path,
    method,
    variants,
    shown,
    places,
    constants,
    hasBody: variants.some(hasBody),
    isList: variants.some(({ described }) => described.isList),
    isVersioned: variants.some((variant) => !hasSameTypes(variant, shown)),
  };
}

function hasBody({ described }: Variant): boolean {
  return described.bodies.length > 0;
}

/** Whether its input has the body as a whole under `body`. */
function isBodyNamed({ described }: Variant): boolean {
  return described.places.get("body") === "body";
}

function hasSameTypes(one: Variant, other: Variant): boolean {
  const isSame = (types: TypesOf) => haveSame([one, other], types);
  return (
    one.described.isInputRequired === other.described.isInputRequired &&
    isSame(({ inputs }) => inputs) &&
    isSame(({ answer, defaultAnswer }) => [answer, defaultAnswer])
  );
}

/** Names of types of a function. */
type TypesOf = (described: DescribedFunction) => readonly (string | undefined)[];

/** Whether these types are the same in all variants. */
export function haveSame([first, ...others]: readonly Variant[], types: TypesOf): boolean {
  const meant = (variant: Variant | undefined): (SharedComponent | undefined)[] =>
    variant
      ? types(variant.described).map((name) => (name === undefined ? undefined : variant.meanings.get(name)))
      : [];
  return others.every((other) => isDeepStrictEqual(meant(other), meant(first)));
}
