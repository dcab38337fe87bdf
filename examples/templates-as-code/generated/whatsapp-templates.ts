// Written by `openwaba templates pull` from the templates of an account. Do not edit.

import { type messages, sendTemplate } from "openwaba";

// #region "order_on_its_way"
export type OrderOnItsWayInput = {
  body: { first_name: string; order: string };
  button: {
    /** What your webhook gets when it is tapped; its label by default. */
    stop?: string;
    /** End of the address. */
    trackIt: string;
  };
};

/**
 * `order_on_its_way` in en_GB: UTILITY, APPROVED
 *
 *     Hello {{first_name}}, your order {{order}} is on its way.
 *     Harbour Coffee Roasters
 */
export async function orderOnItsWay<Bound extends string = never>(
  client: messages.TemplateSender<Bound>,
  target: messages.TemplateTarget<Bound> & OrderOnItsWayInput,
  options?: messages.SendTemplateOptions,
): Promise<messages.SentMessage> {
  const input: OrderOnItsWayInput = target;
  const template = {
    name: "order_on_its_way",
    language: { code: "en_GB" },
    components: present<messages.TemplateComponent>([
      { type: "body", parameters: [text(input.body.first_name, "body first_name", Infinity, "first_name"), text(input.body.order, "body order", Infinity, "order")] },
      input.button?.stop === undefined
        ? undefined
        : { type: "button", sub_type: "quick_reply", index: 0, parameters: [{ type: "payload", payload: input.button?.stop }] },
      { type: "button", sub_type: "url", index: 1, parameters: [text(input.button.trackIt, "button trackIt")] },
    ]),
  };
  return sendTemplate(client, target, template, options);
}
// #endregion

/** A value for a parameter. The platform rejects line breaks, tabs, five spaces in a row and empty texts. */
function text(value: string, place: string, longest = Infinity, parameter_name?: string): messages.TemplateText {
  const problem =
    typeof value !== "string" || value.trim() === ""
      ? "it is empty"
      : /[\r\n\t]| {5}/.test(value)
        ? "it has line breaks, tabs or more than four spaces in a row"
        : value.length > longest
          ? `it has more than ${longest} characters`
          : undefined;
  if (problem !== undefined) throw new TypeError(`Cannot send the template: ${place}: ${problem}`);
  return { type: "text", text: value, ...(parameter_name !== undefined && { parameter_name }) };
}

/** What is given; buttons may go without a value. */
function present<Part>(parts: readonly (Part | undefined)[]): Part[] {
  return parts.filter((part): part is Part => part !== undefined);
}
