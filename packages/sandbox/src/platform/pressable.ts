import { renderTemplate, type SentTemplateMessage } from "@openwaba/templates";
import type { Data, World } from "../world/world.ts";
import { numberOf } from "./business-number.ts";
import type { SentMessage } from "./sent-messages.ts";
import { type TemplateValue, templateOf, templateValues } from "./sent-template.ts";

/** Something in a message that a customer can press. */
export interface PressableButton {
  /** `button` is a quick reply of a template; a `flow` opens a form. */
  readonly type: "button_reply" | "list_reply" | "button" | "flow";
  /** What the business gets: an id, the payload of a quick reply, the token of a flow. */
  readonly id: string;
  readonly title: string;
  /** Of a row of a list. */
  readonly description?: string;
  /** The message that it is in. */
  readonly messageId: string;
}

type Button = Omit<PressableButton, "messageId">;

interface Reply {
  readonly id: string;
  readonly title: string;
}

interface Action {
  readonly buttons?: readonly { reply?: Reply; quick_reply?: Reply }[];
  readonly sections?: readonly { rows?: readonly (Reply & { description?: string })[] }[];
  readonly cards?: readonly { action?: Action }[];
  readonly parameters?: { flow_token?: string; flow_cta?: string };
}

/** What a message offers to press: buttons, rows of a list, flows. */
export function buttonsIn(world: World, { id, phoneNumberId, message }: SentMessage): PressableButton[] {
  const { type, action = {} } = (message["interactive"] ?? {}) as { type?: string; action?: Action };
  const found = message["type"] === "template" ? templateButtons(world, phoneNumberId, message) : [];
  return [...found, ...interactiveButtons(type, action)].map((button) => ({ ...button, messageId: id }));
}

/** The text of a message as the customer sees it, undefined if it has none. */
export function textOf(world: World, { phoneNumberId, message }: SentMessage): string | undefined {
  const type = String(message["type"] ?? "text");
  if (type === "template") {
    const template = templateOf(world, numberOf({ world }, phoneNumberId).wabaId, message);
    return template && renderTemplate(template, message as unknown as SentTemplateMessage);
  }
  const content = message[type] as { body?: string | { text?: string }; caption?: string } | undefined;
  const { body, caption } = content ?? {};
  return typeof body === "object" ? body.text : (body ?? caption);
}

function interactiveButtons(type: string | undefined, action: Action): Button[] {
  const { buttons = [], sections = [], cards = [], parameters = {} } = action;
  const replies = buttons.flatMap(({ reply, quick_reply }) => reply ?? quick_reply ?? []);
  const rows = sections.flatMap((section) => section.rows ?? []);
  return [
    ...replies.map(({ id, title }): Button => ({ type: "button_reply", id, title })),
    ...rows.map(({ id, title, description }): Button => ({
      type: "list_reply",
      id,
      title,
      ...(description !== undefined && { description }),
    })),
    ...(type === "flow" ? [flowButton(parameters.flow_token, parameters.flow_cta)] : []),
    ...cards.flatMap((card) => interactiveButtons(undefined, card.action ?? {})),
  ];
}

function templateButtons(world: World, phoneNumberId: string, message: Data): Button[] {
  const template = templateOf(world, numberOf({ world }, phoneNumberId).wabaId, message);
  const values = templateValues(message).filter(({ type }) => type.toLowerCase() === "button");
  const shown = template?.components.find(({ type }) => type.toUpperCase() === "BUTTONS")?.buttons;
  const buttons =
    shown ?? values.map(({ sub_type = "", parameters }) => ({ type: sub_type, text: payloadIn(parameters) }));
  return buttons.flatMap(({ type, text }, index): Button[] => {
    const value = shown ? values.find((one) => Number(one.index) === index) : values[index];
    const title = text ?? "";
    if (type.toUpperCase() === "FLOW") return [flowButton(tokenIn(value), title)];
    if (type.toUpperCase() !== "QUICK_REPLY") return [];
    return [{ type: "button", id: payloadIn(value?.parameters) ?? title, title }];
  });
}

function flowButton(token = "unused", title = ""): Button {
  return { type: "flow", id: token, title };
}

function payloadIn(parameters: TemplateValue["parameters"]): string | undefined {
  const [first] = parameters ?? [];
  const payload = first?.["payload"] ?? first?.["text"];
  return payload === undefined ? undefined : String(payload);
}

function tokenIn(value: TemplateValue | undefined): string | undefined {
  const [first] = value?.parameters ?? [];
  return (first?.["action"] as { flow_token?: string } | undefined)?.flow_token;
}
