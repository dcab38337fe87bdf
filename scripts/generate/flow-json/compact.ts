import type { Schema } from "../../specs/openapi.ts";
import { definedBy, type Definitions } from "./definitions.ts";

/** For people and types alone. */
const left = new Set(["description", "examples", "x-wrong-examples", "x-max-characters", "default", "title"]);

/** The schemas without what validation does not need, by name. */
export function compactSchemas(definitions: Definitions): Record<string, object> {
  return Object.fromEntries(Object.entries(definitions).map(([name, definition]) => [name, compact(definition)]));
}

function compact(schema: Schema): object {
  const entries = Object.entries(schema).filter(([key]) => !left.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [shortName(key), compactMember(key, value)]));
}

function compactMember(key: string, value: unknown): unknown {
  if (key === "dependentRequired") return value; // names of properties
  return key === "properties" ? compactEach(value) : compactValue(value);
}

/** Names of properties are no keywords: one may be called `description`. */
function compactEach(properties: unknown): object {
  const entries = Object.entries(properties as Record<string, Schema>);
  return Object.fromEntries(entries.map(([name, schema]) => [name, compact(schema)]));
}

function compactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compactValue);
  if (typeof value === "string") return definedBy(value) ?? value;
  return typeof value === "object" && value !== null ? compact(value as Schema) : value;
}

/** `x-max-per-screen` → `maxPerScreen`, `$ref` → `ref` */
function shortName(key: string): string {
  return key.replace(/^(x-|\$)/, "").replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
