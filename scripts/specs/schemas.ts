import type { Schema } from "./openapi.ts";

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
