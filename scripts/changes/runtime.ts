import { readVersions } from "../specs/versions.ts";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type ErrorCode, readErrorCodes } from "../generate/error-codes.ts";
import type { OpenApiDocument } from "../specs/openapi.ts";
import { readYaml } from "../specs/read-yaml.ts";
import { compareNames, type Finding, finding } from "./finding.ts";
import { inline } from "./inline.ts";
import type { ChangedPair, Comparison } from "./pairs.ts";
import { type Shape, schemaShape } from "./schema-shape.ts";

/** The files of `specs/shared` that the runtime is generated from. */
export const runtimeSources = ["versions", "errors", "paging", "error-codes"].map(
  (topic) => `specs/shared/${topic}.yaml`,
);

/** The changes of `specs/shared` between two roots, as users of the runtime see them. */
export async function compareRuntime(oldRoot: string, root: string): Promise<Comparison> {
  const types = await compareTypes(oldRoot, root);
  const findings = [
    ...(await compareVersions(oldRoot, root)),
    ...types.findings,
    ...(await compareCodes(oldRoot, root)),
  ];
  if (findings.length + types.pairs.length === 0)
    findings.push(finding("edits", "errors and shared types", "are described differently"));
  return { findings, pairs: types.pairs };
}

async function compareVersions(oldRoot: string, root: string): Promise<Finding[]> {
  const [old, now] = await Promise.all([readVersions(oldRoot), readVersions(root)]);
  const findings = compareNames(old.all, now.all, (version) => `Graph ${version}`);
  if (old.default === now.default) return findings;
  return [...findings, finding("breaks", "the default Graph version", `is ${now.default}, no longer ${old.default}`)];
}

async function compareTypes(oldRoot: string, root: string): Promise<Comparison> {
  const findings: Finding[] = [];
  const pairs: ChangedPair[] = [];
  for (const topic of ["errors", "paging"]) {
    const [old, now] = await Promise.all([oldRoot, root].map((from) => sharedTypes(from, topic)));
    for (const [name, shape] of old ?? []) {
      const next = now?.get(name);
      if (!next) findings.push(finding("breaks", `the type ${name}`, "is gone"));
      else if (!isDeepStrictEqual(shape, next))
        pairs.push({ subject: `the type ${name}`, versions: [], section: "paths", old: shape, now: next });
    }
  }
  return { findings, pairs };
}

/** Each type as a response of an operation, since users read it. */
async function sharedTypes(root: string, topic: string): Promise<Map<string, Shape>> {
  const document = await readYaml<OpenApiDocument>(join(root, `specs/shared/${topic}.yaml`));
  const schemas = Object.entries(document.components?.schemas ?? {});
  return new Map(
    schemas.map(([name, schema]) => {
      const content = { "application/json": { schema: schemaShape(inline(document, schema)) } };
      return [name, { responses: { 200: { content } } }];
    }),
  );
}

async function compareCodes(oldRoot: string, root: string): Promise<Finding[]> {
  const [old = new Map(), now = new Map()] = await Promise.all([oldRoot, root].map(readCodes));
  const findings = compareNames(familiesOf(old), familiesOf(now), (family) => `the error family ${family}`);
  for (const [code, entry] of old) {
    const next = now.get(code);
    if (!next) findings.push(finding("breaks", `error ${code}`, "is no longer in the table"));
    else if (next.family !== entry.family)
      findings.push(finding("breaks", `error ${code}`, `is of the family ${next.family}, no longer ${entry.family}`));
    else if (!isDeepStrictEqual(handlingOf(entry), handlingOf(next)))
      findings.push(finding("adds", `error ${code}`, "is retried under other conditions"));
  }
  for (const code of now.keys()) {
    if (!old.has(code)) findings.push(finding("adds", `error ${code}`, "is known"));
  }
  return findings;
}

function familiesOf(codes: Map<string, ErrorCode>): string[] {
  return [...codes.values()].map(({ family }) => family);
}

const handlingOf = ({ retryable = false, rejected = false, wait, growth, scope }: ErrorCode) => ({
  retryable,
  rejected,
  wait,
  growth,
  scope,
});

/** `100` and `100.33` → the entry of the code or the subcode. */
async function readCodes(root: string): Promise<Map<string, ErrorCode>> {
  return new Map(
    Object.entries(await readErrorCodes(root)).flatMap(([code, entry]) => [
      [code, entry] as const,
      ...Object.entries(entry.subcodes ?? {}).map(([subcode, inner]) => [`${code}.${subcode}`, inner] as const),
    ]),
  );
}
