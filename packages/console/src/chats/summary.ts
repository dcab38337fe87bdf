import type { BusinessContent, ChatMessage, CustomerContent } from "./chat-message.ts";

const longest = 80; // characters

/** Finds the text of the body of a template that was sent. */
export type TemplateText = (template: Extract<BusinessContent, { type: "template" }>["template"]) => string | undefined;

/** A message in one line, which is never empty. */
export function summaryOf(message: ChatMessage, templateText: TemplateText = () => undefined): string {
  const text = message.from === "business" ? ofBusiness(message.content, templateText) : ofCustomer(message.content);
  const characters = [...text.replaceAll(/\s+/g, " ").trim()];
  if (characters.length === 0) return "Message";
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
}

function ofBusiness(content: BusinessContent, templateText: TemplateText): string {
  if (content.type === undefined || content.type === "text") return content.text.body;
  switch (content.type) {
    case "image":
      return content.image.caption ?? "Picture";
    case "video":
      return content.video.caption ?? "Video";
    case "document":
      return content.document.caption ?? content.document.filename ?? "Document";
    case "audio":
      return content.audio.voice === true ? "Voice note" : "Audio";
    case "sticker":
      return "Sticker";
    case "location":
      return content.location.name ?? "Location";
    case "contacts":
      return namesOf(content.contacts);
    case "template":
      return templateText(content.template) ?? `Template ${content.template.name}`;
    case "reaction":
      return reacted(content.reaction.emoji);
    case "pin":
      return content.pin.type === "pin" ? "Pinned a message" : "Unpinned a message";
    case "interactive":
      return ofInteractive(content.interactive);
  }
}

type Interactive = Extract<BusinessContent, { type: "interactive" }>["interactive"];

function ofInteractive(interactive: Interactive): string {
  if ("body" in interactive && interactive.body) return interactive.body.text;
  switch (interactive.type) {
    case "product":
      return "Product";
    case "call_permission_request":
      return "May we call you?";
    default:
      return interactive.type.replaceAll("_", " ");
  }
}

function ofCustomer(content: CustomerContent): string {
  switch (content.type) {
    case "text":
      return content.body;
    case "image":
      return content.caption ?? "Picture";
    case "video":
      return content.caption ?? "Video";
    case "document":
      return content.caption ?? content.filename ?? "Document";
    case "audio":
      return content.voice === true ? "Voice note" : "Audio";
    case "sticker":
      return "Sticker";
    case "location":
      return content.name ?? "Location";
    case "contacts":
      return namesOf(content.contacts);
    case "button":
      return content.text;
    case "button_reply":
    case "list_reply":
      return content.title ?? content.id;
    case "reaction":
      return reacted(content.emoji);
    case "order":
      return `Order of ${countOf(content)}`;
    case "flow_reply":
      return content.body ?? "Form";
    case "address_reply":
      return content.body ?? "Address";
    case "call_permission_reply":
      return content.response === "accept" ? "Calls are allowed" : "Calls are not allowed";
    case "payment_method":
      return "Paid";
    case "request_welcome":
      return "Opened the chat";
    case "edit":
      return "Edited a message";
    case "revoke":
      return "Deleted a message";
    case "system":
      return content.system.body ?? content.system.type.replaceAll("_", " ");
    case "unsupported":
      return content.kind === undefined ? "Unsupported message" : `Unsupported message: ${content.kind}`;
  }
}

function namesOf(contacts: readonly { readonly name?: { readonly formatted_name?: string } }[]): string {
  const names = contacts.flatMap(({ name }) => name?.formatted_name ?? []);
  return names.length === 0 ? "Contact" : `Contact: ${names.join(", ")}`;
}

function countOf({ product_items = [] }: Extract<CustomerContent, { type: "order" }>): string {
  const count = product_items.reduce((sum, { quantity = 1 }) => sum + Number(quantity), 0);
  return count === 1 ? "1 item" : `${count} items`;
}

function reacted(emoji: string | undefined): string {
  return emoji ? `Reacted with ${emoji}` : "Took a reaction away";
}
