import type { Node } from "../control/live.ts";

/** What templates can be chosen by, and the names of these in the address. */
export const filters = ["status", "category", "quality", "language"] as const;

export type Filter = (typeof filters)[number];

export function filterValue({ data }: Node, filter: Filter): string {
  if (filter === "quality") return String(Object(data["quality_score"]).score ?? "UNKNOWN");
  return String(data[filter] ?? "");
}

/** The templates that have the words in their name or text, and all values that are not empty; by name and language. */
export function chosenTemplates(templates: Iterable<Node>, words: string, chosen: (filter: Filter) => string): Node[] {
  const sought = words.trim().toLowerCase();
  return [...templates]
    .filter((node) => filters.every((filter) => chosen(filter) === "" || chosen(filter) === filterValue(node, filter)))
    .filter((node) => sought === "" || textOf(node).includes(sought))
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

/** All values of a filter among the templates, in order. */
export function valuesOf(templates: Iterable<Node>, filter: Filter): string[] {
  return [...new Set([...templates].map((node) => filterValue(node, filter)))].toSorted();
}

function nameOf({ data }: Node): string {
  return `${String(data["name"])} ${String(data["language"])}`;
}

function textOf({ id, data }: Node): string {
  return `${id} ${String(data["name"])} ${JSON.stringify(data["components"] ?? [])}`.toLowerCase();
}
