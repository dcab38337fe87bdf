import { GraphFailure } from "../server/errors.ts";
import type { World } from "../world/world.ts";
import { type CountedMessage, messagesOf } from "./count-messages.ts";
import { asksFor, type Count, dataIn, type Question, tally, textsIn } from "./tally.ts";

function templateCounts(question: Question, messages: readonly CountedMessage[]): object {
  const times = (count: (message: CountedMessage) => boolean) => messages.filter(count).length;
  return {
    ...(asksFor(question, "SENT") && { sent: messages.length }),
    ...(asksFor(question, "DELIVERED") && { delivered: times(({ isDelivered }) => isDelivered) }),
    ...(asksFor(question, "READ") && { read: times(({ isRead }) => isRead) }),
    ...(asksFor(question, "REPLIED") && { replied: times(({ isReplied }) => isReplied) }),
  };
}

/** Templates by day, those of `memberOf` counted together. */
function byTemplate(property: string, ids: string, memberOf: (world: World, id: string) => readonly string[]): Count {
  return (world, account, question) => {
    if (world.find("waba", account)?.data["is_enabled_for_insights"] !== true)
      throw new GraphFailure("(#200007) Template insights are off", {
        code: 200_007,
        details: "Turn on is_enabled_for_insights of the account, then read what was counted",
      });
    const { product_type = "CLOUD_API" } = question;
    const messages = product_type === "CLOUD_API" ? messagesOf(world, account) : [];
    const data_points = textsIn(question[ids]).flatMap((id) => {
      const templates = memberOf(world, id);
      const own = messages.filter(({ templateId }) => templateId !== undefined && templates.includes(templateId));
      const points = tally(own, { ...question, granularity: "DAILY" }, {}, (items) => templateCounts(question, items));
      return points.map((point) => ({ [property]: id, ...point }));
    });
    return dataIn(data_points, { granularity: "DAILY", product_type: String(product_type).toLowerCase() });
  };
}

/** Templates by day. */
export const templateAnalytics = byTemplate("template_id", "template_ids", (_, id) => [id]);
/** Groups of templates by day. */
export const templateGroupAnalytics = byTemplate("template_group_id", "template_group_ids", (world, id) => {
  const { whatsapp_business_templates: list } = world.find("template_group", id)?.data ?? {};
  return ((list as { data?: { id: string }[] } | undefined)?.data ?? []).map((template) => template.id);
});
