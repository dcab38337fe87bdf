import { templateParameters } from "@openwaba/templates";
import type { World } from "../../world/world.ts";
import { definitionFailure, invalidTemplate } from "./failures.ts";
import type { TemplateButton } from "./template.ts";

/** How many buttons of a kind a template may have. */
const most: Readonly<Record<string, number>> = { QUICK_REPLY: 10, URL: 2 };
const longestOfferCode = 15; // beside a limited-time offer

/** Checks the buttons below a text. */
export function checkButtons(buttons: readonly TemplateButton[], world: World, isOffer: boolean): void {
  for (const { type } of buttons) {
    const { length } = buttons.filter((button) => button.type === type);
    const allowed = most[type] ?? 1;
    if (length > allowed)
      throw invalidTemplate(`buttons: there are ${length} of the kind ${type}, at most ${allowed} are allowed`);
  }
  checkOrder(buttons);
  for (const button of buttons) {
    if (button.type === "URL") checkAddress(button);
    if (button.type === "FLOW") checkFlow(button, world);
    if (button.type === "COPY_CODE" && isOffer) checkOfferCode(button);
  }
}

/** Quick replies stand together, before or after the others. */
function checkOrder(buttons: readonly TemplateButton[]): void {
  const kinds = buttons.map(({ type }) => type === "QUICK_REPLY");
  const changes = kinds.filter((isReply, index) => index > 0 && isReply !== kinds[index - 1]).length;
  if (changes > 1) throw invalidTemplate("buttons: quick replies must stand together, before or after the others");
}

function checkAddress({ url = "", text, example }: TemplateButton): void {
  const names = templateParameters(url);
  if (names.length === 0) return;
  if (names.length > 1 || names[0] !== "1" || !url.endsWith("{{1}}"))
    throw invalidTemplate(`buttons: the address of ${text} may have one parameter, {{1}}, at its end`);
  if (!example || example.length === 0) throw invalidTemplate(`buttons: the address of ${text} needs a sample`);
}

function checkFlow({ flow_id: id, flow_name: name }: TemplateButton, world: World): void {
  if (id === undefined && name === undefined) return; // the flow itself is in the button
  const flow = id === undefined ? world.all("flow").find(({ data }) => data["name"] === name) : world.find("flow", id);
  if (!flow) throw invalidTemplate(`buttons: there is no flow ${id ?? name}`);
  const { status } = flow.data;
  if (status !== "PUBLISHED") throw invalidTemplate(`buttons: the flow ${id ?? name} is ${status}, not PUBLISHED`);
}

function checkOfferCode({ example }: TemplateButton): void {
  const code = typeof example === "string" ? example : (example?.[0] ?? "");
  if (code.length > longestOfferCode)
    throw definitionFailure(
      2388040,
      `buttons: the code has ${code.length} characters, at most ${longestOfferCode} are allowed beside an offer`,
    );
}
