import type { BusinessContent, ChatMessage, CustomerContent } from "./chat-message.ts";

const longest = 80; // characters

/** A message in one line. */
export function summaryOf(message: ChatMessage): string {
  const text = message.from === "business" ? ofBusiness(message.content) : ofCustomer(message.content);
  const characters = [...text.replaceAll(/\s+/g, " ")];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
}

function ofBusiness(content: BusinessContent): string {
  switch (content.type) {
    case undefined:
    case "text":
      return content.text.body;
    case "image":
      return content.image.caption ?? "Picture";
    case "video":
      return content.video.caption ?? "Video";
    case "document":
      return content.document.filename ?? "Document";
    case "audio":
      return "Recording";
    case "template":
      return `Template ${content.template.name}`;
    case "reaction":
      return reacted(content.reaction.emoji);
    case "interactive":
      return Object(content.interactive).body?.text ?? content.interactive.type.replaceAll("_", " ");
    default:
      return content.type;
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
      return content.filename ?? "Document";
    case "audio":
      return "Recording";
    case "button":
      return content.text ?? "Button";
    case "button_reply":
    case "list_reply":
      return content.title ?? content.id;
    case "reaction":
      return reacted(content.emoji);
    default:
      return content.type.replaceAll("_", " ");
  }
}

function reacted(emoji: string | undefined): string {
  return emoji ? `Reacted with ${emoji}` : "Took a reaction away";
}
