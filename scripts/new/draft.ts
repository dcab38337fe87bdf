import { singularOf } from "../../packages/redocly-plugin/src/lib/words.ts";
import { pascalCase } from "../generate/words.ts";

export type Option = "name" | "path" | "method" | "shape" | "operation-id";

/** What is known about a new API so far. */
export type Draft = Partial<Record<Option, string>>;

/** `pricing/price_lists` → its domain, its API and its file. */
export function placeOf({ name = "" }: Draft): { domain: string; api: string; file: string } {
  const [domain = "", api = ""] = name.split("/");
  return { domain, api, file: `specs/${domain}/${api}.yaml` };
}

/** `/{waba_id}/price_lists` → `price_lists`, the name of the file; undefined for the path of a node. */
export function edgeOf(path: string): string | undefined {
  return path.split("/").findLast((segment) => segment !== "" && !segment.startsWith("{"));
}

export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}

/** `price_lists` → `Price lists` */
export function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[-_]/g, " ");
}

/** `price_lists` → `price list` */
export function thingOf(name: string): string {
  return singularOf(name.replaceAll("_", " "));
}

/** `listPriceLists`, like the operation ids of other APIs. */
export function operationIdOf(draft: Draft): string {
  const { api } = placeOf(draft);
  if (draft.shape === "list") return `list${pascalCase(api)}`;
  const verb = draft.method === "post" ? "create" : draft.method;
  return `${verb}${pascalCase(singularOf(api))}`;
}
