import { checkParts } from "./check-parts.ts";
import { readDefinition, type SendableTemplate } from "./definition.ts";
import { problem, type Problems, type TemplateProblem } from "./problem.ts";
import { listAt, own, shown, textAt } from "./read.ts";

/** The template of a message, as `sendMessage` takes it. */
export interface SentTemplate {
  readonly name: string;
  readonly language: { readonly code: string };
  /** Values for its parts. */
  readonly components?: readonly object[] | undefined;
}

/** A message with a template, as `sendMessage` takes it. */
export interface SentTemplateMessage {
  readonly template: SentTemplate;
}

const whole = { component: "template" };
const mostProblems = 100;

/**
 * Checks whether the platform accepts a message with a template, without sending it: name and language, the state of
 * the template, and number, names, kinds and content of all parameters. Returns what it would reject, nothing if the
 * message is fine, and 100 problems at most. Never throws, whatever it is given.
 *
 * It cannot know whether a flow behind a button is blocked, whether the account sends marketing templates elsewhere, or
 * whether the template has changed since it was read.
 *
 * @param template read with the fields `name`, `language`, `status`, `category`, `sub_category`, `parameter_format` and
 *   `components`; what is not there is not checked, but for the components
 * @param message what `sendMessage` gets, or its `template`
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * @example
 * const template = await getMessageTemplate(client, { template_id });
 * const problems = checkTemplateSend(template, message);
 * for (const { code, message } of problems) console.log(code, message);
 * // 132000 "body: got 1 parameters, expected 2"
 */
export function checkTemplateSend<Message extends SentTemplate | SentTemplateMessage>(
  template: SendableTemplate,
  message: Message,
): TemplateProblem[] {
  try {
    const problems: TemplateProblem[] = [];
    for (const one of check(template, templateOf(message))) if (problems.push(one) === mostProblems) break;
    return problems;
  } catch (error) {
    return [unreadable(error)]; // a getter or proxy that throws
  }
}

/** The template of a message, or what is a template already. */
export function templateOf(message: unknown): unknown {
  const isMessage = typeof message === "object" && message !== null && Object.hasOwn(message, "template");
  return isMessage ? own(message, "template") : message;
}

function* check(definition: unknown, sent: unknown): Problems {
  if (!Array.isArray(own(definition, "components"))) {
    yield problem(whole, 100, "it was read without its components");
    return;
  }
  if (typeof sent !== "object" || sent === null) {
    yield problem(whole, 131008, "the message has no template", { got: shown(sent) });
    return;
  }
  yield* checkIdentity(definition, sent);
  yield* checkStatus(definition);
  const components = own(sent, "components");
  if (components !== undefined && !Array.isArray(components))
    yield problem(whole, 131009, "components must be a list", { got: shown(components) });
  yield* checkParts(readDefinition(definition), listAt(sent, "components"));
}

function* checkIdentity(definition: unknown, sent: unknown): Problems {
  const compared = [
    ["name", textAt(definition, "name"), own(sent, "name")],
    ["language", textAt(definition, "language"), own(own(sent, "language"), "code")],
  ] as const;
  for (const [what, expected, value] of compared) {
    if (expected === undefined || value === expected) continue;
    const got = shown(value);
    yield problem(whole, 132001, `its ${what} is ${expected}, not ${got}`, { expected, got });
  }
}

function* checkStatus(definition: unknown): Problems {
  const status = textAt(definition, "status");
  if (status === undefined || status === "APPROVED") return;
  const name = [textAt(definition, "name"), textAt(definition, "language")].filter(Boolean).join(" in ");
  const code = status === "PAUSED" ? 132015 : status === "DISABLED" ? 132016 : 132001;
  const but = code === 132001 ? `${shown(status)}, not APPROVED` : status;
  yield problem(whole, code, `${name || "it"} is ${but}`, { expected: "APPROVED", got: shown(status) });
}

function unreadable(error: unknown): TemplateProblem {
  const reason = error instanceof Error ? shown(error.message) : "an error";
  return problem(whole, 131009, `it cannot be read: ${reason}`);
}
