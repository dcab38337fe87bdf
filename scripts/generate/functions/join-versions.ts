import { SpecError } from "../../specs/spec-error.ts";
import type { Meanings, SharedComponent } from "../shared-components.ts";
import { pascalCase } from "../words.ts";
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
  /** Name of the type that says what differs between versions; undefined if nothing does. */
  shape: string | undefined;
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
      const { document, path, method } = described;
      const pointer = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}/operationId`;
      problems.push(`${document.at(pointer)} ${name} ${problem}`);
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
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || reserved.has(name)) fail(shown, "cannot be the name of a function");
  for (const [index, variant] of variants.entries()) {
    const { described, versions } = variant;
    const taken = variants
      .slice(0, index)
      .find((other) => other.versions.some((version) => versions.includes(version)));
    if (taken) {
      fail(
        variant,
        `is the name of two operations of ${versions.join(", ")}: ${describedIn(taken)} and ${describedIn(variant)}`,
      );
    } else if (described.path !== path || described.method !== method) {
      fail(variant, `is another operation in other versions: ${describedIn(shown)}`);
    }
    for (const [property, place] of described.places) {
      const known = places.get(property) ?? place;
      places.set(property, known);
      if (known !== place) fail(variant, `takes ${property} in the ${place}, and in other versions in the ${known}`);
    }
    for (const [constant, value] of [...constants, ...described.constants]) {
      const isKnown = [constants, described.constants].every((own) => own.get(constant) === value);
      if (!isKnown) fail(variant, `always sends ${constant}=${value}, but not in all versions`);
    }
  }
  const isVersioned = variants.some((variant) => !hasSameTypes(variant, shown));
  return {
    name,
    path,
    method,
    variants,
    shown,
    places,
    constants,
    hasBody: variants.some(({ described }) => described.hasBody),
    isList: variants.some(({ described }) => described.isList),
    shape: isVersioned ? `${pascalCase(name)}Shape` : undefined,
  };
}

function describedIn({ described }: Variant): string {
  return `${described.method.toUpperCase()} ${described.path}`;
}

function hasSameTypes(one: Variant, other: Variant): boolean {
  const [types, others] = [typesOf(one), typesOf(other)];
  return (
    one.described.isInputRequired === other.described.isInputRequired &&
    types.length === others.length &&
    types.every((type, index) => type === others[index])
  );
}

function typesOf({ described, meanings }: Variant): (SharedComponent | undefined)[] {
  const { inputs, answer, defaultField } = described;
  return [answer, defaultField, ...inputs].map((name) => (name === undefined ? undefined : meanings.get(name)));
}

const reserved = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);
