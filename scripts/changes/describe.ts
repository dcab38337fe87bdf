import { unescapePointerFragment } from "@redocly/openapi-core";
import type { Place } from "./location.ts";
import { gained } from "./rate.ts";
import type { RedoclyChange } from "./redocly.ts";
import { knownValues } from "./schema-shape.ts";

/** What an operation does now but did not, or no longer does: ``no longer returns `data[].name` ``. */
export function describeChange(
  { path, kind, typeName, property = "", base, revision }: RedoclyChange,
  place: Place,
): string {
  const [old, now] = [base?.value, revision?.value];
  const verb = verbOf(place);
  const thing = nameOf(place);
  if (property === "operationId") return `is the function \`${now}\`, no longer \`${old}\``;
  if (property === "deprecated") return now ? `deprecates ${thing}` : `no longer deprecates ${thing}`;
  if (property === "required" && typeName === "RequestBody")
    return now ? "requires a body" : "no longer requires a body";
  if (property === "key") return `${verb} ${thing}, no longer \`${old}\``;
  if (place.part === "defaults") return sayDefaults(kind, typeName, place);
  if (typeName === "MediaType")
    return kind === "added"
      ? `${verb} ${thing} as ${mediaType(path)}`
      : `no longer ${verb} ${thing} as ${mediaType(path)}`;
  if (typeName === "Response")
    return kind === "added" ? `has a response ${lastKey(path)}` : `no longer has the response ${lastKey(path)}`;
  if (property === "enum" || property === knownValues) {
    const [more, fewer] = [gained(old, now), gained(now, old)];
    const said = [
      more.length > 0 ? `${verb} ${list(more)} for ${thing}` : "",
      fewer.length > 0 ? `no longer ${verb} ${list(fewer)} for ${thing}` : "",
    ].filter(Boolean);
    if (said.length > 0) return said.join(" and ");
    if (property === knownValues)
      return now === undefined ? `lists no values of ${thing}` : `lists known values of ${thing}`;
    return now === undefined
      ? `${verb} more than the listed values for ${thing}`
      : `${verb} only listed values for ${thing}`;
  }
  if (kind !== "modified") return kind === "added" ? `${verb} ${thing}` : `no longer ${verb} ${thing}`;
  if (property === "type" || property === "const") return `${verb} ${thing} as ${show(now)}, no longer as ${show(old)}`;
  return `${verb} ${thing} with another ${property}: ${show(old)} → ${show(now)}`;
}

/** A property that became required or optional, or was added as required. */
export function describeRequired(isRequired: boolean, place: Place): string {
  const thing = nameOf(place);
  if (place.received) return isRequired ? `always ${verbOf(place)} ${thing}` : `may leave out ${thing}`;
  return isRequired ? `requires ${thing}` : `no longer requires ${thing}`;
}

function sayDefaults(kind: RedoclyChange["kind"], typeName: string, place: Place): string {
  const { name } = place;
  if (typeName === "MediaType")
    return kind === "added"
      ? "returns some fields only when `fields` names them"
      : "returns all fields without `fields`";
  return kind === "added"
    ? `returns \`${name}\` without \`fields\``
    : `returns \`${name}\` only when \`fields\` names it`;
}

function verbOf({ part, received }: Place): string {
  if (!received) return "takes";
  return part === "body" || part === "parameters" ? "sends" : "returns";
}

function nameOf({ part, received, name }: Place): string {
  if (part === "parameters") return `the parameter \`${name}\``;
  if (part === "operation") return "the operation";
  if (part === "error") return name ? `\`${name}\` in errors` : "errors";
  if (part === "body" && !received) return name ? `\`${name}\` in the body` : "a body";
  return name ? `\`${name}\`` : part === "body" ? "the payload" : "the response";
}

function list(values: string[]): string {
  return values.map((value) => `"${value}"`).join(", ");
}

function show(value: unknown): string {
  if (value === undefined) return "anything";
  const text = Array.isArray(value) ? value.join(" or ") : typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function mediaType(path: string): string {
  return unescapePointerFragment(lastKey(path));
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
