import type { Impact } from "./finding.ts";
import type { Place } from "./location.ts";
import type { RedoclyChange } from "./redocly.ts";
import { formPrefix, knownValues, openForm } from "./schema-shape.ts";

const typed = new Set([
  "type",
  "enum",
  "const",
  "required",
  "deprecated",
  "additionalProperties",
  "items",
  "properties",
  "allOf",
]);

/**
 * What a difference does to code that uses our types. Redocly knows the direction of each difference and what it does to
 * the protocol; where types are stricter or looser than that, this says so.
 */
export function impactOf(
  { path, kind, typeName, impact, property = "", base, revision }: RedoclyChange,
  place: Place,
): Impact {
  const { part, received } = place;
  // types say Blob for binary, and string for all other formats
  if (property === "format") return [base?.value, revision?.value].includes("binary") ? "breaks" : "edits";
  if (property === knownValues) return gained(base?.value, revision?.value).length > 0 ? "adds" : "edits";
  // what has another name is gone under the old one
  if (property === "key") return "breaks";
  // lengths, bounds and patterns
  if (property !== "" && typeName === "Schema" && !typed.has(property)) return "edits";
  // an answer that was whole is now a selection, or the other way round
  if (part === "defaults" && typeName === "MediaType") return kind === "added" ? "breaks" : "adds";
  // an object literal with a key that is gone does not compile
  if (kind === "removed" && !received && part !== "operation") return "breaks";
  // a second success is a second member in the union of answers
  if (kind === "added" && typeName === "Response") return "breaks";
  if (received && kind !== "modified" && isForm(path))
    return isOpen(base?.value ?? revision?.value) ? "adds" : "breaks";
  // a comparison with what cannot come does not compile
  if (received && property === "enum" && gained(revision?.value, base?.value).length > 0) return "breaks";
  if (impact === "major") return "breaks";
  return impact === "minor" || typed.has(property) ? "adds" : "edits";
}

/** What `after` lists and `before` does not; when either is no list, nothing is said to be. */
export function gained(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map((value) => (typeof value === "string" ? value.split(" | ") : value));
  if (!Array.isArray(old) || !Array.isArray(now)) return [];
  return now.filter((value) => !old.includes(value)).map(String);
}

/** Whether the path ends at a form of a choice. */
function isForm(path: string): boolean {
  return path.slice(path.lastIndexOf("/") + 1).startsWith(formPrefix);
}

/** Who handles such a choice handles the form that stands for all others, too. */
function isOpen(form: unknown): boolean {
  return typeof form === "object" && form !== null && openForm in form;
}
