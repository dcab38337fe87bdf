import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import type { SpecDocument } from "../specs/documents.ts";

/** A document with one of every kind, with these texts replaced. */
export function books(...edits: [from: string, to: string][]): string {
  return edits.reduce((text, [from, to]) => {
    expect(text.split(from), `the book shop must contain exactly once: ${from}`).toHaveLength(2);
    return text.replace(from, () => to);
  }, readFile("example-document.yaml"));
}

/** The document as read from `specs/books`. */
export function specDocument(yaml: string, name = "books"): SpecDocument {
  const openapi = parse(yaml);
  return {
    domain: "books",
    name,
    file: `specs/books/${name}.yaml`,
    versions: openapi["x-graph-versions"],
    openapi,
    at: (pointer) => pointer,
  };
}

/** Kinds of change in that document: what to replace in it, and what users are told. */
export const kinds = Object.entries<{ replace: Record<string, string>; finds: string[] }>(
  parse(readFile("change-cases.yaml")),
).map(([name, { replace, finds }]) => ({ name, edits: Object.entries(replace), finds }));

function readFile(name: string): string {
  return readFileSync(join(import.meta.dirname, name), "utf8");
}
