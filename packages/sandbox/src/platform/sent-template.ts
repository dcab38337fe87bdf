import type { Data, World } from "../world/world.ts";
import { findTemplate, type Template, type TemplateComponent, templateIn } from "./templates/template.ts";

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

/** The text that a customer sees: header, body and footer in lines of their own, with the values put in. */
export function renderTemplate(components: readonly TemplateComponent[], values: readonly TemplateValue[]): string {
  const lines = ["header", "body", "footer"].flatMap((type) => {
    const text = components.find((component) => component.type.toLowerCase() === type)?.text;
    const given = values.find((value) => value.type.toLowerCase() === type)?.parameters ?? [];
    return text === undefined ? [] : [fill(text, given)];
  });
  return lines.join("\n");
}

/** Names and numbers that nothing is given for stay. */
function fill(text: string, values: readonly Data[]): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (place, name: string) => {
    const value = values.find((one) => one["parameter_name"] === name) ?? values[Number(name) - 1];
    return value === undefined ? place : textOf(value);
  });
}

function textOf({ text, currency, date_time }: Data): string {
  const { fallback_value } = (currency ?? date_time ?? {}) as { fallback_value?: string };
  return String(text ?? fallback_value ?? "");
}
