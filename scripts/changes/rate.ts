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
 * The impact of a difference on code that uses our types. Redocly knows the direction of each difference and its impact
 * on the protocol; this corrects it where types are stricter or looser.
 */
export function impactOf(
  { path, kind, typeName, impact, property = "", base, revision }: RedoclyChange,
  place: Place,
): Impact {
  const { part, received } = place;
  // binary is typed as Blob, all other formats as string
  if (property === "format") return [base?.value, revision?.value].includes("binary") ? "breaks" : "edits";
  if (property === knownValues) return gained(base?.value, revision?.value).length > 0 ? "adds" : "edits";
  // renamed: the old name is gone
  if (property === "key") return "breaks";
  // lengths, bounds and patterns
  if (property !== "" && typeName === "Schema" && !typed.has(property)) return "edits";
  // the full response became a selection of fields, or the other way round
  if (part === "defaults" && typeName === "MediaType") return kind === "added" ? "breaks" : "adds";
  // an object literal with a removed key does not compile
  if (kind === "removed" && !received && part !== "operation") return "breaks";
  // another success status adds a member to the union of responses
  if (kind === "added" && typeName === "Response") return "breaks";
  if (received && kind !== "modified" && isForm(path))
    return isOpen(base?.value ?? revision?.value) ? "adds" : "breaks";
  // a comparison with an impossible value does not compile
  if (received && property === "enum" && gained(revision?.value, base?.value).length > 0) return "breaks";
  if (impact === "major") return "breaks";
  return impact === "minor" || typed.has(property) ? "adds" : "edits";
}

/** Values of `after` that are not in `before`; empty if either is not a list. */
export function gained(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map((value) => (typeof value === "string" ? value.split(" | ") : value));
  if (!Array.isArray(old) || !Array.isArray(now)) return [];
  return now.filter((value) => !old.includes(value)).map(String);
}

/** Whether the path ends at one form of a choice. */
function isForm(path: string): boolean {
  return path.slice(path.lastIndexOf("/") + 1).startsWith(formPrefix);
}

/** Code that handles such a choice also handles its form for all other values. */
function isOpen(form: unknown): boolean {
  return typeof form === "object" && form !== null && openForm in form;
}
