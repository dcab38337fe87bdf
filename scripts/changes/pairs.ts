import { escapePointerFragment } from "@redocly/openapi-core";
import { type Finding, joinVersions } from "./finding.ts";
import { pairOf, type Place, placeOf } from "./location.ts";
import { gained, impactOf } from "./rate.ts";
import { diffPairs, type Pair, type RedoclyChange } from "./redocly.ts";
import { describeChange, describeRequired } from "./describe.ts";

/** A changed description, and its location. */
export interface ChangedPair extends Pair {
  subject: string;
  versions: string[];
}

type Description = Pick<Finding, "impact" | "text">;

/** Changes of a package: known findings, and the descriptions still to compare. */
export interface Comparison {
  findings: Finding[];
  pairs: ChangedPair[];
}

/** All changes of each package, the worst first. */
export async function rateAll(comparisons: Comparison[]): Promise<Finding[][]> {
  const rated = await ratePairs(comparisons.flatMap(({ pairs }) => pairs));
  return comparisons.map(({ findings, pairs }) => joinVersions([...findings, ...rated.splice(0, pairs.length).flat()]));
}

/** The changes of each pair. */
async function ratePairs(pairs: ChangedPair[]): Promise<Finding[][]> {
  const changes = new Map<number, RedoclyChange[]>(pairs.map((_, index) => [index, []]));
  for (const change of await diffPairs(pairs)) changes.get(pairOf(change.path))?.push(change);
  return pairs.map(({ subject, versions }, index) => {
    const said = sayAll(changes.get(index) ?? []);
    // an unknown change is still reported
    if (said.length === 0) said.push({ impact: "breaks", text: "changes in a way that has no rating: review it" });
    return said.map((own) => ({ ...own, subject, versions }));
  });
}

function sayAll(changes: RedoclyChange[]): Description[] {
  const retyped = changes.filter(({ property }) => property === "type").map(({ path }) => path);
  const outer = changes.filter(
    ({ path, property }) => !retyped.some((of) => path.startsWith(`${of}/`) || (path === of && property !== "type")),
  );
  const came = new Set(outer.flatMap(pathsThatCame));
  const required = new Set(outer.flatMap(requiredNames).map(({ path }) => path));
  return outer.flatMap((change) => {
    const place = placeOf(change.path);
    if (change.property === "required" && Array.isArray(change.base?.value ?? change.revision?.value)) {
      return requiredNames(change).flatMap((name) => sayRequirement(name, place.received, came));
    }
    // covered by the change of `required`
    if (change.kind === "added" && !place.received && required.has(change.path)) return [];
    return { impact: impactOf(change, place), text: describeChange(change, place) };
  });
}

/** Paths that exist on one side only. */
function pathsThatCame({ path, kind, property, base }: RedoclyChange): string[] {
  if (kind !== "modified") return [path];
  return property === "key" ? [path, siblingOf(path, `${base?.value}`)] : [];
}

function siblingOf(path: string, name: string): string {
  return `${path.slice(0, path.lastIndexOf("/"))}/${escapePointerFragment(name)}`;
}

interface RequiredName {
  path: string;
  isRequired: boolean;
}

/** The properties that a change of `required` is about. */
function requiredNames({ path, property, base, revision }: RedoclyChange): RequiredName[] {
  if (property !== "required") return [];
  const [old, now] = [base?.value ?? [], revision?.value ?? []];
  const at = (name: string) => siblingOf(`${path}/properties/…`, name);
  return [
    ...gained(old, now).map((name) => ({ path: at(name), isRequired: true })),
    ...gained(now, old).map((name) => ({ path: at(name), isRequired: false })),
  ];
}

function sayRequirement({ path, isRequired }: RequiredName, received: boolean, came: Set<string>): Description[] {
  const place: Place = placeOf(path);
  // already reported as an added or removed property
  if (came.has(path) && (received || !isRequired)) return [];
  return [{ impact: isRequired === received ? "adds" : "breaks", text: describeRequired(isRequired, place) }];
}
