import { checkTemplateSend, type SentTemplate } from "@openwaba/templates";
import type { World } from "../../world/world.ts";
import type { Refusal } from "../rules/rule.ts";
import type { Sending } from "../sending.ts";
import { checkFlows } from "./button-flows.ts";
import { rejectedSend, sendingFailure } from "./failures.ts";
import type { Template } from "./template.ts";

/** Which templates can be sent by which operation, and with what. */
export const templateRefusals: readonly Refusal[] = [
  (sending, { world }) => {
    const { isMarketing, type, wabaId } = sending;
    if (!isMarketing && type !== "template") return;
    const { name, category, optimization_spec: price } = sendable(sending, world);
    if (isMarketing) {
      if (category !== "MARKETING") throw sendingFailure(134100, `${name} is ${category}: send it by messages`);
      return;
    }
    if (price !== undefined) throw sendingFailure(131061, `${name} has a highest price: send it by marketing_messages`);
    const isElsewhere = world.find("waba", wabaId)?.data["disable_marketing_messages_on_cloud_api"] === true;
    if (isElsewhere && category === "MARKETING")
      throw sendingFailure(131063, `${name} is MARKETING: send it by marketing_messages`);
  },
];

/** The template of a message, if it can be sent. */
function sendable({ template, wabaId, body }: Sending, world: World): Template {
  const sent = body["template"] as SentTemplate;
  if (!template)
    throw sendingFailure(132001, `The account ${wabaId} has no template ${sent.name} in ${sent.language.code}`);
  const [problem] = checkTemplateSend({ ...template, body_param_types: template.parameterTypes }, sent);
  if (problem) throw rejectedSend(problem);
  checkFlows(template, world);
  return template;
}
