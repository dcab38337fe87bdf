import type { Schemas } from "@openwaba/webhooks";
import type { Template, TemplateButton, TemplateCategory, TemplateQuality } from "./template.ts";
import { buttonsOf, partOf } from "./template.ts";

type StatusDetails = Pick<
  Schemas["MessageTemplateStatusUpdateValue"],
  "disable_info" | "other_info" | "reason" | "rejection_info"
>;

/** Ids are numbers in webhooks. */
function identityOf({ id, name, language }: Template) {
  return { message_template_id: Number(id), message_template_name: name, message_template_language: language };
}

export function statusUpdate(
  template: Template,
  event: NonNullable<Schemas["MessageTemplateStatusUpdateValue"]["event"]>,
  details: StatusDetails = {},
): Schemas["MessageTemplateStatusUpdateValue"] {
  return {
    event,
    ...identityOf(template),
    message_template_category: template.category,
    reason: "NONE",
    ...details,
  };
}

export function qualityUpdate(
  template: Template,
  previous: TemplateQuality,
): Schemas["MessageTemplateQualityUpdateValue"] {
  const { score } = template.quality_score;
  return { previous_quality_score: previous, new_quality_score: score, ...identityOf(template) };
}

export function componentsUpdate(template: Template): Schemas["MessageTemplateComponentsUpdateValue"] {
  const { components } = template;
  const title = partOf(components, "HEADER")?.text;
  const element = partOf(components, "BODY")?.text;
  const footer = partOf(components, "FOOTER")?.text;
  const buttons = buttonsOf(components);
  return {
    ...identityOf(template),
    ...(title !== undefined && { message_template_title: title }),
    ...(element !== undefined && { message_template_element: element }),
    ...(footer !== undefined && { message_template_footer: footer }),
    ...(buttons.length > 0 && { message_template_buttons: buttons.map(buttonIn) }),
  };
}

function buttonIn({ type, text, url, phone_number }: TemplateButton) {
  return {
    message_template_button_type: type,
    ...(text !== undefined && { message_template_button_text: text }),
    ...(url !== undefined && { message_template_button_url: url }),
    ...(phone_number !== undefined && { message_template_button_phone_number: phone_number }),
  };
}

/** The category has changed. */
export function categoryUpdate(template: Template, previous: TemplateCategory): Schemas["TemplateCategoryUpdateValue"] {
  return { ...identityOf(template), previous_category: previous, new_category: template.category };
}

/** The category will change at a time, in seconds since 1970. */
export function categoryAnnouncement(
  template: Template,
  correct: TemplateCategory,
  time: number,
): Schemas["TemplateCategoryUpdateValue"] {
  return {
    ...identityOf(template),
    new_category: template.category,
    correct_category: correct,
    category_update_timestamp: time,
  };
}

export function categoryDetection(
  template: Template,
  correct: TemplateCategory,
): Schemas["TemplateCorrectCategoryDetectionValue"] {
  return { ...identityOf(template), category: template.category, correct_category: correct };
}
