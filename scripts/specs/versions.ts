import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readYaml } from "./read-yaml.ts";
import { SpecError } from "./spec-error.ts";

export const versionsFile = "specs/shared/versions.yaml";

export interface Versions {
  all: string[];
  default: string;
}

interface VersionsFile {
  all: string[];
  server: { variables: { version: { default: string } } };
}

export async function readVersions(root: string): Promise<Versions> {
  const { all, server } = await readYaml<VersionsFile>(join(root, versionsFile));
  return { all, default: server.variables.version.default };
}

const markers = /^(# ranges\b.*\n)[\s\S]*?^(# \/ranges)$/m;

/** The ranges that documents may name, derived from the versions: `since-v25.0` → `[v25.0, v26.0]` */
function rangesOf(all: string[]): Map<string, string[]> {
  const until = all.slice(0, -1).map((version, index) => [`until-${version}`, all.slice(0, index + 1)] as const);
  const since = all.map((version, index) => [`since-${version}`, all.slice(index)] as const);
  return new Map([...until, ...since]);
}

/** The name of these versions: `since-v25.0`, or `v24.0-v25.0` if no range is the same. */
export function rangeOf(versions: string[], all: string[]): string {
  const sorted = all.filter((version) => versions.includes(version));
  const [range] = [...rangesOf(all)].find(([, named]) => isDeepStrictEqual(named, sorted)) ?? [sorted.join("-")];
  return range;
}

/**
 * The text of the file with every range as a list between its markers: other tools read plain lists.
 *
 * @throws {SpecError} if `all` or `default` are invalid
 */
export function fillRanges(text: string, { all, default: chosen }: Versions): string {
  const lines = [...rangesOf(all)].map(([name, versions]) => `${name}: [${versions.join(", ")}]\n`);
  const problems = [
    ...all
      .filter((version) => !/^v\d+\.\d+$/.test(version))
      .map((version) => `${version} in \`all\` is not a version such as v25.0`),
    ...(isAscending(all) ? [] : ["`all` lists a version twice or out of order: write the oldest first"]),
    ...(all.includes(chosen) ? [] : [`the default ${chosen} is not in \`all\`: choose one of ${all.join(", ")}`]),
    ...(markers.test(text)
      ? []
      : ["the lines `# ranges` and `# /ranges` are missing: the ranges are written between them"]),
  ];
  if (problems.length > 0) throw new SpecError(problems.map((problem) => `${versionsFile}:1:1 ${problem}`));
  return text.replace(markers, (_, open: string, close: string) => `${open}${lines.join("")}${close}`);
}

function isAscending(all: string[]): boolean {
  const numbers = all.map((version) => Number(version.slice(1)));
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}

/** What is wrong with the `x-graph-versions` of a bundled document. A `$ref` in it did not resolve. */
export function problemOf(named: unknown, all: string[]): string | undefined {
  if (Array.isArray(named) && named.length > 0) {
    const gone = named.filter((version) => !all.includes(version));
    if (gone.length === named.length)
      return `describes only ${gone.join(", ")}, which ${versionsFile} no longer has: delete the file`;
    return gone.length > 0 ? `names ${gone.join(", ")}, which ${versionsFile} does not have: remove it` : undefined;
  }
  const range = typeof named === "object" && named !== null && "$ref" in named && String(named.$ref).split("#/")[1];
  if (!range) return "is missing: name the versions that the document describes";
  const [kind, version = ""] = range.split("-");
  const isPast = Number(version.slice(1)) < Number(all[0]?.slice(1));
  if (kind === "until" && isPast)
    return `ends at ${version}, but ${all[0]} is the oldest version in ${versionsFile}: delete the file`;
  if (kind === "since" && isPast)
    return `starts at ${version}, but ${all[0]} is the oldest version in ${versionsFile}: write all`;
  return `names ${range}, which ${versionsFile} does not have: use one of all, ${[...rangesOf(all).keys()].join(", ")}`;
}
