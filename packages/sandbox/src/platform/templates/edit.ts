import type { DomainContext } from "../../domain.ts";
import type { Data } from "../../world/world.ts";
import { content } from "./create.ts";
import { checkDefinition, checkTimeToLive } from "./definition-rules.ts";
import { componentsUpdate } from "./events.ts";
import { definitionFailure, invalidTemplate } from "./failures.ts";
import { emitEvent, handIn, readTemplate } from "./state.ts";
import { inUpperCase, storedFeatures, storedParts } from "./stored-form.ts";
import { changeTemplate, type Template, type TemplateCategory } from "./template.ts";

const day = 24 * 60 * 60 * 1000;
const editable = ["APPROVED", "PAUSED", "REJECTED"];

/** How often an approved template may be edited, each within so many milliseconds. */
const rates = [
  { edits: 1, within: day, words: "once in 24 hours" },
  { edits: 10, within: 30 * day, words: "10 times in 30 days" },
] as const;

/** What an edit makes of a template, checked. */
interface Edit {
  readonly changes: Data;
  readonly areComponentsNew: boolean;
  /** A new highest price needs no review. */
  readonly isReviewed: boolean;
}

/**
 * What a call makes of a template; name, language and format of the parameters stay.
 *
 * @throws GraphFailure if the template, or what it becomes, breaks a rule
 */
export function readEdit({ world, now }: DomainContext, template: Template, body: Data): Edit {
  const { id, status, language } = template;
  if (!editable.includes(status))
    throw definitionFailure(2388039, `${template.name} is ${status}: only ${editable.join(", ")} can be edited`);
  const { bid_spec, optimization_spec = bid_spec, degrees_of_freedom_spec: freedom, ...others } = body;
  if (optimization_spec !== undefined && template.optimization_spec === undefined)
    throw invalidTemplate(`optimization_spec: ${id} was created without one, so it cannot get one`);
  const isReviewed = Object.keys(others).length > 0 || freedom !== undefined;
  if (isReviewed) checkRate(template, now());
  const category = (
    others["category"] === undefined ? template.category : String(others["category"]).toUpperCase()
  ) as TemplateCategory;
  if (category !== template.category && status === "APPROVED")
    throw definitionFailure(2388039, `The category of ${template.name} cannot be edited while it is APPROVED`);
  const given = others["components"] === undefined ? undefined : inUpperCase(others["components"]);
  const timeToLive = others["message_send_ttl_seconds"];
  const isCodeMoved = (category === "AUTHENTICATION") !== (template.category === "AUTHENTICATION");
  if (isCodeMoved && !given) throw invalidTemplate(`components: those of ${template.category} do not suit ${category}`);
  if (!given) checkTimeToLive({ category, timeToLive });
  else {
    const isNamed = template.parameter_format === "NAMED";
    const displayFormat = others["display_format"] ?? (template as { display_format?: string }).display_format;
    checkDefinition({ category, components: given, isNamed, displayFormat, timeToLive }, world);
  }
  const changes = {
    ...content(others),
    ...(others["sub_category"] !== undefined && { sub_category: others["sub_category"] }),
    ...(optimization_spec !== undefined && { optimization_spec, bid_spec: optimization_spec }),
    ...(freedom !== undefined && { degrees_of_freedom_spec: storedFeatures(freedom) }),
    category,
    ...(given && { components: storedParts(given, category, language) }),
    ...(isReviewed && status === "APPROVED" && { edits: [...template.edits.slice(-9), now()] }),
  };
  return { changes, areComponentsNew: given !== undefined, isReviewed };
}

/** Makes an edit and hands the template in again. */
export function edit(context: DomainContext, { id }: Template, { changes, areComponentsNew, isReviewed }: Edit): void {
  changeTemplate(context.world, { id }, changes);
  if (isReviewed) handIn(context, id);
  if (!areComponentsNew) return;
  const value = componentsUpdate(readTemplate(context, id));
  void emitEvent(context, { id }, "message_template_components_update", value);
}

function checkRate({ name, status, edits }: Template, now: number): void {
  if (status !== "APPROVED") return;
  for (const { edits: most, within, words } of rates) {
    if (edits.filter((time) => time > now - within).length >= most)
      throw invalidTemplate(`${name} is approved, and such a template can be edited ${words}`);
  }
}
