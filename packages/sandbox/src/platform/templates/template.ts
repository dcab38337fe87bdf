import type { Data, World, WorldNode } from "../../world/world.ts";

/** The kind of node that a template in one language is. */
export const kind = "template";

export type TemplateCategory = "AUTHENTICATION" | "MARKETING" | "UTILITY";
export type TemplateQuality = "GREEN" | "RED" | "UNKNOWN" | "YELLOW";
export type TemplateStatus = "APPROVED" | "ARCHIVED" | "DISABLED" | "PAUSED" | "PENDING" | "REJECTED" | (string & {});

export interface TemplateButton {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly phone_number?: string;
  readonly example?: string | readonly string[];
  readonly flow_id?: string;
  readonly flow_name?: string;
  readonly otp_type?: string;
}

/** A part of a template or of one of its cards, as it is stored: kinds are in upper case. */
export interface TemplateComponent {
  readonly type: string;
  readonly format?: string;
  readonly text?: string;
  readonly example?: {
    readonly header_handle?: readonly string[];
    readonly header_text?: readonly string[];
    readonly header_text_named_params?: readonly { readonly param_name: string }[];
    readonly body_text?: readonly (readonly string[])[];
    readonly body_text_named_params?: readonly { readonly param_name: string }[];
  };
  readonly buttons?: readonly TemplateButton[];
  readonly cards?: readonly { readonly components: readonly TemplateComponent[] }[];
  readonly limited_time_offer?: { readonly text?: string; readonly has_expiration?: boolean };
  readonly add_security_recommendation?: boolean;
  readonly code_expiration_minutes?: number;
}

/** A template in one language, with what no call shows at its end. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly status: TemplateStatus;
  readonly category: TemplateCategory;
  readonly sub_category?: string;
  readonly parameter_format: "NAMED" | "POSITIONAL";
  readonly components: readonly TemplateComponent[];
  readonly rejected_reason: string;
  readonly quality_score: { readonly score: TemplateQuality; readonly date: number };
  readonly source: string;
  readonly last_updated_time: number;
  readonly optimization_spec?: object;
  /** Kinds of the parameters of a template of the library. */
  readonly parameterTypes?: readonly string[];
  /** Counts the changes of its status: a timer that was set before the last one does nothing. */
  readonly revision: number;
  /** When it was edited while it was approved, in milliseconds since 1970. */
  readonly edits: readonly number[];
  /** How often it was paused for its quality. */
  readonly pauses: number;
  /** What it was before it was archived. */
  readonly statusBefore?: TemplateStatus;
}

export function templateIn({ data }: WorldNode): Template {
  return data as unknown as Template;
}

/** The templates of an account, oldest first. */
export function templatesOf(world: World, account: string): Template[] {
  return world.list(kind, account).map(templateIn);
}

/** The template of an account by its name and language. */
export function findTemplate(world: World, account: string, name: unknown, language: unknown): WorldNode | undefined {
  return world.list(kind, account).find(({ data }) => data["name"] === name && data["language"] === language);
}

/** Replaces properties of a template; one that is undefined is taken away. */
export function changeTemplate(world: World, { id }: { id: string }, changes: Partial<Template> | Data): WorldNode {
  const node = world.find(kind, id);
  if (!node) throw new Error(`there is no template ${id}`);
  return world.put(kind, node.of, { ...node.data, ...changes }, id);
}

/** The part of a kind. */
export function partOf(components: readonly TemplateComponent[], type: string): TemplateComponent | undefined {
  return components.find((component) => component.type === type);
}

/** The buttons below the body, in order. */
export function buttonsOf(components: readonly TemplateComponent[]): readonly TemplateButton[] {
  return partOf(components, "BUTTONS")?.buttons ?? [];
}
