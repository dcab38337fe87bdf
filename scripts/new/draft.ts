import { singularOf } from "../../packages/redocly-plugin/src/lib/words.ts";
import { pascalCase } from "../generate/words.ts";

export type Option = "name" | "path" | "method" | "shape" | "operation-id" | "docs";

/** What is known about a new API so far. */
export type Draft = Partial<Record<Option, string>>;

/** Default for `docs`: the start of Meta's pages. */
export const allPages = "https://developers.facebook.com/documentation/business-messaging/whatsapp/reference";

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

/** `price_lists` → `price list` */
export function thingOf(name: string): string {
  return singularOf(name.replaceAll("_", " "));
}

/** `listPriceLists`, like the operation ids of other APIs. */
export function operationIdOf(draft: Draft): string {
  const { api } = placeOf(draft);
  const one = pascalCase(singularOf(api));
  if (draft.method === "get") return draft.shape === "list" ? `list${pascalCase(api)}` : `get${one}`;
  return `${draft.method === "delete" ? "delete" : "create"}${one}`;
}

/** The names of the document's schemas, that of a single item last. */
export function schemasOf(draft: Draft): string[] {
  const { method, shape, "operation-id": operationId = "" } = draft;
  const noun = operationId.replace(/^[a-z]+/, "");
  if (method === "post") return [operationId.charAt(0).toUpperCase() + operationId.slice(1)];
  if (method === "delete") return [];
  if (shape === "node") return [noun];
  const one = pascalCase(singularOf(noun));
  return [`${one}List`, one];
}
