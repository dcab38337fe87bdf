import type { OpenApiDocument, Schema } from "../../specs/openapi.ts";

/** Marks schemas that the specs do not name: their types have names, but are not among `Schemas`. */
export const unnamed = "x-unnamed";

/** `Book` → `#/components/schemas/Book` */
export function referTo(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

/** `#/components/schemas/Book` → `Book` */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.startsWith("#/components/schemas/") ? $ref.slice("#/components/schemas/".length) : undefined;
}

/** The names of all schemas that this refers to, directly or through others. */
export function reachable(document: OpenApiDocument, from: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const name = nameOf(value as Schema);
    if (name !== undefined) found.add(name);
    Object.values(value).forEach(visit);
  };
  visit(from);
  for (const name of found) visit(document.components?.schemas?.[name]); // grows while it is walked
  return found;
}
