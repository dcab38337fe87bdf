import type { World } from "../../world/world.ts";
import type { Refusal } from "../rules/rule.ts";
import type { Sending } from "../sending.ts";
import { sendingFailure } from "./failures.ts";
import type { SentTemplate } from "./sent-parts.ts";
import { checkSentParts } from "./sending-rules.ts";
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
  const { name, language, components } = body["template"] as SentTemplate;
  if (!template) throw sendingFailure(132001, `The account ${wabaId} has no template ${name} in ${language.code}`);
  const { status } = template;
  if (status === "PAUSED") throw sendingFailure(132015, `The template ${name} in ${language.code} is PAUSED`);
  if (status === "DISABLED") throw sendingFailure(132016, `The template ${name} in ${language.code} is DISABLED`);
  if (status !== "APPROVED")
    throw sendingFailure(132001, `The template ${name} in ${language.code} is ${status}, not APPROVED`);
  checkSentParts(template, components, world);
  return template;
}
