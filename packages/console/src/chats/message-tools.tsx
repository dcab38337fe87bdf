import { useSignal } from "@preact/signals";
import { Icon } from "../parts/icon.tsx";
import { Menu } from "../parts/menu.tsx";
import type { ChatMessage } from "./chat-message.ts";
import { FieldsDialog } from "./fields-dialog.tsx";
import { type ChatAddress, send } from "./send.ts";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

interface MessageToolsProps {
  readonly to: ChatAddress;
  readonly message: ChatMessage;
  /** Whose it is, to be read out. */
  readonly owner: string;
  readonly isOwn: boolean;
  readonly attempt: (action: Promise<void>) => void;
  readonly onAnswer: () => void;
}

/** What the customer does with a message: answers it, reacts to it, changes their own. */
export function MessageTools({ to, message, owner, isOwn, attempt, onAnswer }: MessageToolsProps) {
  const opened = useSignal<"emoji" | "edit" | undefined>(undefined);
  const { id, content } = message;
  const sends = (type: string, more: object) => attempt(send(to, { type, ...more }));
  const react = (emoji: string) => () => sends("reaction", { message_id: id, emoji });
  const body = message.from === "customer" && content.type === "text" && "body" in content ? content.body : undefined;
  const items = [
    ...emojis.map((emoji) => ({ label: emoji, onClick: react(emoji) })),
    { label: "Another reaction", onClick: () => (opened.value = "emoji") },
    { label: "Take the reaction away", onClick: react("") },
    ...(isOwn && body !== undefined ? [{ label: "Edit", onClick: () => (opened.value = "edit") }] : []),
    ...(isOwn ? [{ label: "Delete for everyone", onClick: () => sends("revoke", { original_message_id: id }) }] : []),
  ];
  const close = () => (opened.value = undefined);
  return (
    <div class="tools">
      <button type="button" class="plain" aria-label={`Answer the message of ${owner}`} onClick={onAnswer}>
        <Icon name="reply" />
      </button>
      <Menu label={`React to the message of ${owner}`} button="☺" items={items} />
      {opened.value === "emoji" && (
        <FieldsDialog
          title="React"
          fields={[{ name: "emoji", label: "Emoji", isRequired: true }]}
          action="React"
          onClose={close}
          onSubmit={({ emoji = "" }) => react(emoji)()}
        />
      )}
      {opened.value === "edit" && body !== undefined && (
        <FieldsDialog
          title="Edit the message"
          fields={[{ name: "body", label: "Text", value: body, isRequired: true }]}
          action="Change"
          onClose={close}
          onSubmit={({ body: changed = "" }) =>
            sends("edit", { original_message_id: id, message: { type: "text", text: { body: changed } } })
          }
        />
      )}
    </div>
  );
}
