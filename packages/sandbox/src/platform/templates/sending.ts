import type { DomainContext, Handler } from "../../domain.ts";
import { ownerOf, type Data, type World } from "../../world/world.ts";
import { sendingFailure } from "./failures.ts";
import type { SentTemplate } from "./sent-parts.ts";
import { checkSentParts } from "./sending-rules.ts";
import { findTemplate, type Template, templateIn } from "./template.ts";

/** Refuses messages with a template that the account of the number cannot send so; leaves all others to be sent. */
export function checkMessage({ world }: DomainContext): Handler {
  return ({ path, body }) => {
    if (body["type"] !== "template") return undefined;
    const account = accountOf(world, String(path["phone_number_id"]));
    const template = sendable(world, account, body);
    if (template.optimization_spec !== undefined)
      throw sendingFailure(131061, `${template.name} has a highest price: send it by marketing_messages`);
    const isElsewhere = world.find("waba", account)?.data["disable_marketing_messages_on_cloud_api"] === true;
    if (isElsewhere && template.category === "MARKETING")
      throw sendingFailure(131063, `${template.name} is MARKETING: send it by marketing_messages`);
    return undefined;
  };
}

/** Refuses what the Marketing Messages API does not send. */
export function checkMarketingMessage({ world }: DomainContext): Handler {
  return ({ path, body }) => {
    const { name, category } = sendable(world, accountOf(world, String(path["phone_number_id"])), body);
    if (category !== "MARKETING") throw sendingFailure(134100, `${name} is ${category}: send it by messages`);
    return undefined;
  };
}

/** The template of a message, if it can be sent. */
function sendable(world: World, account: string, body: Data): Template {
  const { name, language, components } = body["template"] as SentTemplate;
  const node = findTemplate(world, account, name, language.code);
  if (!node) throw sendingFailure(132001, `The account ${account} has no template ${name} in ${language.code}`);
  const template = templateIn(node);
  const { status } = template;
  if (status === "PAUSED") throw sendingFailure(132015, `The template ${name} in ${language.code} is PAUSED`);
  if (status === "DISABLED") throw sendingFailure(132016, `The template ${name} in ${language.code} is DISABLED`);
  if (status !== "APPROVED")
    throw sendingFailure(132001, `The template ${name} in ${language.code} is ${status}, not APPROVED`);
  checkSentParts(template, components, world);
  return template;
}

function accountOf(world: World, phoneNumberId: string): string {
  return ownerOf(world.find("phone_number", phoneNumberId));
}
