import { unknownNode } from "../../server/errors.ts";
import { isWindowOpen } from "../sending.ts";
import { type MessageError, type Obstacle, type Refusal, refusal } from "./rule.ts";

/** Whom nothing can be sent to. */
export const recipientRefusals: readonly Refusal[] = [
  ({ isUser, customer, to }) => {
    if (isUser && !customer) throw unknownNode("POST", to);
  },
  ({ isUser, category, template, to }) => {
    const isPriced = template?.optimization_spec !== undefined;
    if (!isUser || (category !== "authentication" && !isPriced)) return;
    const what = isPriced ? "Templates with a highest price" : "One-time passwords";
    throw refusal(131062, "The recipient needs a number", `${what} cannot be sent to the user id ${to}`);
  },
  ({ isGroup, isUser, customer, number, to }) => {
    // the documents' examples have one number for the business and for Ada
    if (isGroup || isUser || customer) return;
    if (String(number?.data["display_phone_number"] ?? "").replaceAll(/\D/g, "") === to)
      throw refusal(131021, "The recipient is the sender", `The number ${to} is the one that sends`);
  },
];

/** Why the recipient does not get it. */
export const recipientObstacles: readonly Obstacle[] = [
  ({ customer }) =>
    customer?.data["hasLeft"] === true
      ? undeliverable("The recipient does not use WhatsApp, or has not accepted its terms")
      : undefined,
  ({ chat }) =>
    chat?.isBlocked === true ? undeliverable("The recipient does not take messages of this number") : undefined,
  ({ phoneNumberId, customer, to }, { world }) => {
    const ids = new Set([to, customer?.data["wa_id"], customer?.data["user_id"]]);
    const isBlocked = world
      .list("blocked_user", phoneNumberId)
      .some(({ data }) => [data["wa_id"], data["user_id"]].some((id) => id !== undefined && ids.has(id)));
    if (!isBlocked) return undefined;
    return {
      code: 130403,
      title: "The business blocked the user",
      details: "The recipient is on the block list of the number: unblock them first",
    };
  },
  ({ category, chat }) =>
    isAdvertising(category) && chat?.isWithoutMarketing === true
      ? {
          code: 131050,
          title: "The user stopped marketing messages",
          details: "The recipient wants no marketing messages of this business",
        }
      : undefined,
  ({ category, customer }) =>
    isAdvertising(category) && customer?.data["isAtMarketingLimit"] === true
      ? {
          code: 131049,
          title: "Withheld for a healthy ecosystem",
          details: "The recipient got enough marketing messages: try again after 24 hours or more",
        }
      : undefined,
];

/** Only templates reach a customer who has not written within 24 hours. */
export const outsideWindow: Obstacle = (sending, { rules }) => {
  const { isGroup, type, category } = sending;
  if (!rules.customerServiceWindow || isGroup || type === "template" || category !== "service") return undefined;
  if (isWindowOpen(sending)) return undefined;
  return {
    code: 131047,
    title: "Re-engagement message",
    details: "The recipient has not written to this number within 24 hours: send a template",
  };
};

function isAdvertising(category: string): boolean {
  return category === "marketing" || category === "marketing_lite";
}

function undeliverable(details: string): MessageError {
  return { code: 131026, title: "Message undeliverable", details };
}
