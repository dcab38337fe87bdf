import type { World } from "../../world/world.ts";
import { sendingFailure } from "./failures.ts";
import { checkCount, checkText } from "./parameter-rules.ts";
import type { SentPart } from "./sent-parts.ts";
import type { TemplateButton } from "./template.ts";
import { parametersIn } from "./text-parameters.ts";

/** Kinds of buttons for which a message may have parameters. */
const sendable = new Set([
  "CATALOG",
  "COPY_CODE",
  "FLOW",
  "MPM",
  "ORDER_DETAILS",
  "PAYMENT_REQUEST",
  "QUICK_REPLY",
  "URL",
  "VOICE_CALL",
]);

/** Kinds of buttons for which a message must have parameters. */
const required = new Set(["COPY_CODE", "MPM", "ORDER_DETAILS"]);
const longestCode = 15; // of an authentication template

interface Buttons {
  /** Of which card they are, such as `card 0, `. */
  readonly where: string;
  readonly buttons: readonly TemplateButton[];
  readonly isAuthentication: boolean;
}

/**
 * Checks what a message says about the buttons of a template.
 *
 * @throws GraphFailure if a button is not there, is of another kind, or lacks its parameters
 */
export function checkSentButtons(
  { where, buttons, isAuthentication }: Buttons,
  sent: readonly SentPart[],
  world: World,
) {
  const found = new Map<number, SentPart>();
  for (const part of sent) {
    const index = indexOf(part, buttons);
    const label = `${where}button ${index}`;
    const button = buttons[index];
    if (!button) throw sendingFailure(131009, `${label}: the template has ${buttons.length} buttons`);
    const isCode = isAuthentication && part.sub_type === "otp";
    if (!isCode && (!sendable.has(button.type) || button.type.toLowerCase() !== part.sub_type))
      throw sendingFailure(131009, `${label}: got ${part.sub_type}, the template has ${button.type} there`);
    if (found.has(index)) throw sendingFailure(131009, `${label}: it is there twice`);
    found.set(index, part);
  }
  for (const [index, button] of buttons.entries()) {
    const label = `${where}button ${index}`;
    checkButton(label, button, found.get(index), isAuthentication);
    if (button.type === "FLOW") checkFlow(label, button, world);
  }
}

/** The place of a button; a call button may go without, for there is only one. */
function indexOf({ index, sub_type }: SentPart, buttons: readonly TemplateButton[]): number {
  return index === undefined ? buttons.findIndex(({ type }) => type.toLowerCase() === sub_type) : Number(index);
}

function checkButton(label: string, { type, url }: TemplateButton, sent: SentPart | undefined, isCode: boolean): void {
  const parameters = sent?.parameters ?? [];
  if (type === "FLOW" && !sent) throw sendingFailure(131009, `${label}: the FLOW button needs its component`);
  if (required.has(type)) {
    if (parameters.length === 0) throw sendingFailure(131008, `${label}: the ${type} button needs a parameter`);
    checkCount(label, parameters.length, 1);
  }
  if (type !== "URL") return;
  const expected = parametersIn(url).length;
  if (expected > 0 && parameters.length === 0)
    throw sendingFailure(131008, `${label}: the end of its address is missing`);
  checkCount(label, parameters.length, expected);
  for (const { text = "" } of parameters) {
    checkText(label, text);
    if (isCode) checkCode(label, text);
  }
}

/** A one-time code has 15 characters at most, in the text and on the button. */
export function checkCode(where: string, code: string): void {
  if (code.length > longestCode)
    throw sendingFailure(132005, `${where}: the code has ${code.length} characters, at most ${longestCode}`);
}

function checkFlow(label: string, { flow_id: id, flow_name: name }: TemplateButton, world: World): void {
  const flow = id === undefined ? world.all("flow").find(({ data }) => data["name"] === name) : world.find("flow", id);
  if (flow?.data["status"] === "BLOCKED") throw sendingFailure(132068, `${label}: the flow ${flow.id} is BLOCKED`);
}
