import type { Data, World } from "../world/world.ts";
import { findTemplate, type Template, templateIn } from "./templates/template.ts";

/** What a message gives for a component of its template. */
export interface TemplateValue {
  readonly type: string;
  readonly sub_type?: string;
  readonly index?: string | number;
  readonly parameters?: readonly Data[];
}

/** The template that a message names, undefined if the account has none of this name in this language. */
export function templateOf(world: World, wabaId: string, { template }: Data): Template | undefined {
  const { name, language } = (template ?? {}) as { name?: string; language?: { code?: string } };
  const node = name === undefined ? undefined : findTemplate(world, wabaId, name, language?.code);
  return node && templateIn(node);
}

/** What a message gives for the components of its template. */
export function templateValues({ template }: Data): TemplateValue[] {
  const { components } = (template ?? {}) as { components?: unknown };
  return Array.isArray(components) ? components : [];
}
