import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments } from "yaml";
import type { Finding } from "./desired.ts";

/** A value in a file, and how to find the line of what is in it. */
export interface Written {
  readonly value: unknown;
  lineOf(place: readonly string[]): number | undefined;
}

/** The documents in YAML or JSON, which is YAML too. */
export function readText(text: string, file: string): { documents: Written[]; findings: Finding[] } {
  const lines = new LineCounter();
  const documents: Written[] = [];
  const findings: Finding[] = [];
  const parsed = parseAllDocuments(text, { lineCounter: lines, merge: false, prettyErrors: false });
  for (const document of Array.isArray(parsed) ? (parsed as Document[]) : []) {
    const problems = [...document.errors, ...document.warnings];
    for (const { pos, message } of problems) findings.push({ file, line: lines.linePos(pos[0]).line, message });
    if (problems.length > 0) continue;
    try {
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      if (value !== null) documents.push({ value, lineOf: (place) => lineOf(document, lines, place) });
    } catch (error) {
      findings.push({ file, line: 1, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { documents, findings };
}

/** The line of a value, or of the name before it, or of what should have it. */
function lineOf(document: Document, lines: LineCounter, place: readonly string[]): number | undefined {
  for (let length = place.length; length >= 0; length--) {
    const start = startOf(document, place.slice(0, length));
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

function startOf(document: Document, place: readonly string[]): number | undefined {
  const last = place.at(-1);
  const holder = last === undefined ? undefined : document.getIn(place.slice(0, -1), true);
  if (isMap(holder)) {
    const pair = holder.items.find(({ key }) => isScalar(key) && String(key.value) === last);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = last === undefined ? document.contents : document.getIn(place.map(stepOf), true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function stepOf(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}
