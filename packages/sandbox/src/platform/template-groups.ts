import { change, create, type Kept, list, read, remove } from "../world/kept.ts";
import type { Data } from "../world/world.ts";

const account = "waba_id";

/** A list of templates by their ids. */
const templatesIn = (ids: unknown) => ({ data: asList(ids).map((id) => ({ id: String(id) })) });

function membersAfter({ add_templates, remove_templates }: Data, { whatsapp_business_templates }: Data) {
  const { data } = (whatsapp_business_templates ?? {}) as { data?: { id: string }[] };
  const ids = [...(data ?? []).map(({ id }) => id), ...asList(add_templates).map(String)];
  const removed = new Set(asList(remove_templates).map(String));
  return templatesIn([...new Set(ids)].filter((id) => !removed.has(id)));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Groups of templates, which templates join and leave. */
export const templateGroupOperations: Readonly<Record<string, Kept>> = {
  getTemplateGroup: read("template_group"),
  listTemplateGroups: list("template_group", account),
  createTemplateGroup: create("template_group", account, {
    with: ({ body }) => ({ whatsapp_business_templates: templatesIn(body["whatsapp_business_templates"]) }),
  }),
  updateTemplateGroup: change("template_group", "template_group_id", {
    with: ({ body }, { data }) => ({ whatsapp_business_templates: membersAfter(body, data) }),
  }),
  deleteTemplateGroup: remove("template_group"),
};
