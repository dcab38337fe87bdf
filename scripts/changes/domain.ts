import { isDeepStrictEqual } from "node:util";
import type { SpecDocument } from "../specs/documents.ts";
import type { OpenApiDocument } from "../specs/openapi.ts";
import { compareNames, type Finding, finding } from "./finding.ts";
import type { DescribedOperation } from "./operation-shape.ts";
import type { ChangedPair, Comparison } from "./pairs.ts";
import { type Surface, surfacesOf } from "./surface.ts";

/** The changes between two sets of documents, as users of the domain's package see them. */
export function compareDomain(old: SpecDocument[], now: SpecDocument[]): Comparison {
  const pairs = new Map<string, ChangedPair>();
  const [before, after] = [surfacesOf(old), surfacesOf(now)];
  const findings = compareNames([...before.keys()], [...after.keys()], (version) => `Graph ${version}`);
  for (const [version, past] of before) {
    const present = after.get(version);
    if (present) compareSurfaces(past, present, version, findings, pairs);
  }
  if (findings.length + pairs.size === 0 && !isDeepStrictEqual(openapiOf(old), openapiOf(now))) {
    findings.push(finding("edits", "OpenAPI documents", "are described differently"));
  }
  return { findings, pairs: [...pairs.values()] };
}

function openapiOf(documents: SpecDocument[]): OpenApiDocument[] {
  return documents.map(({ openapi }) => openapi);
}

function compareSurfaces(
  old: Surface,
  now: Surface,
  version: string,
  findings: Finding[],
  pairs: Map<string, ChangedPair>,
): void {
  const add = (impact: Finding["impact"], subject: string, text: string) =>
    findings.push({ impact, subject, versions: [version], text });
  const renamed = new Set<string>();
  for (const [subject, operation] of old.operations) {
    const next = now.operations.get(subject);
    if (!next) {
      const successor = [...now.operations].find(
        ([other, { operationId }]) => operationId === operation.operationId && !old.operations.has(other),
      );
      add("breaks", subject, successor ? `is now \`${successor[0]}\`` : "is gone");
      if (successor) renamed.add(successor[0]);
      continue;
    }
    const [gone, came] = [lost(operation, next), lost(next, operation)];
    for (const name of gone) add("breaks", subject, `no longer has the function \`${name}\``);
    for (const name of came) add("adds", subject, `has the function \`${name}\``);
    if (!isDeepStrictEqual(operation.shape, next.shape)) {
      addPair(pairs, { subject, versions: [version], section: next.section, old: operation.shape, now: next.shape });
    } else if (gone.length + came.length === 0 && !isDeepStrictEqual(operation.description, next.description)) {
      add("edits", subject, "is described differently");
    }
  }
  for (const subject of now.operations.keys()) {
    if (!old.operations.has(subject) && !renamed.has(subject)) add("adds", subject, "is new");
  }
  for (const [name, schema] of old.schemas) {
    if (now.schemas.has(name)) continue;
    const shape = schema();
    const successor = [...now.schemas].find(
      ([other, next]) => !old.schemas.has(other) && isDeepStrictEqual(next(), shape),
    );
    add("breaks", `Schemas["${name}"]`, successor ? `is now \`Schemas["${successor[0]}"]\`` : "is gone");
  }
  for (const name of old.documents) {
    if (!now.documents.has(name)) add("breaks", `openapi/<version>/${name}.json`, "is gone");
  }
}

/** The functions that only the first has, unless the operation has another name, which is reported as that. */
function lost(one: DescribedOperation, other: DescribedOperation): string[] {
  return one.operationId === other.operationId ? one.functions.filter((name) => !other.functions.includes(name)) : [];
}

/** Merges equal pairs of several versions. */
function addPair(pairs: Map<string, ChangedPair>, pair: ChangedPair): void {
  const key = JSON.stringify([pair.subject, pair.old, pair.now]);
  const known = pairs.get(key);
  if (known) known.versions.push(...pair.versions);
  else pairs.set(key, pair);
}
