import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { Menu } from "../parts/menu.tsx";
import type { ChatMessage } from "./chat-message.ts";
import { type Around, type ChatAddress, send, sendFile } from "./send.ts";
import { summaryOf } from "./summary.ts";

interface ComposerProps {
  readonly to: ChatAddress;
  /** The message that is answered. */
  readonly answered: Signal<ChatMessage | undefined>;
  readonly attempt: (action: Promise<void>) => void;
}

const emojis = ["👍", "❤️", "😂", "😮", "🙏", ""];

/** What somebody sends who came from an advertisement. */
const referral = {
  source_url: "https://fb.me/lantern",
  source_type: "ad",
  source_id: "120208",
  headline: "Lantern Telecom",
  body: "Numbers for everybody",
  ctwa_clid: "sandbox-click",
};

/** Where the customer writes. */
export function Composer({ to, answered, attempt }: ComposerProps) {
  const text = useSignal("");
  const input = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const isVoice = useRef(false);

  function around(): Around {
    const { id } = answered.value ?? {};
    answered.value = undefined;
    return id === undefined ? {} : { context: { id } };
  }

  function sendText(more: Around = {}): void {
    const body = text.value.trim();
    if (body === "") return;
    text.value = "";
    attempt(send(to, { type: "text", body } as { type: string }, { ...around(), ...more }));
    input.current?.focus();
  }

  function chooseFile(voice: boolean): void {
    isVoice.current = voice;
    if (files.current) files.current.accept = voice ? "audio/*" : "";
    files.current?.click();
  }

  const content = (type: string, more: object = {}) => attempt(send(to, { type, ...more }, around()));
  const withText = (more: Around) => () => {
    if (text.value.trim() === "") text.value = "Hello!";
    sendText(more);
  };
  const items = [
    { label: "File", onClick: () => chooseFile(false) },
    { label: "Voice note", onClick: () => chooseFile(true) },
    {
      label: "Location",
      onClick: () =>
        content("location", { latitude: 52.52, longitude: 13.405, name: "Alexanderplatz", address: "Berlin" }),
    },
    {
      label: "Contact",
      onClick: () =>
        content("contacts", {
          contacts: [
            {
              name: { formatted_name: "Grace Hopper", first_name: "Grace" },
              phones: [{ phone: "+15550001906", type: "CELL" }],
            },
          ],
        }),
    },
    { label: "Text, brought by an advertisement", onClick: withText({ referral }) },
    { label: "Text, forwarded", onClick: withText({ context: { forwarded: true } }) },
    { label: "Text, forwarded many times", onClick: withText({ context: { frequently_forwarded: true } }) },
    { label: "Something that the platform cannot hand over", onClick: () => content("unsupported") },
  ];

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        sendText();
      }}
    >
      {answered.value && (
        <div class="answered">
          <span class="quoted">{summaryOf(answered.value)}</span>
          <div class="emojis" role="group" aria-label="React">
            {emojis.map((emoji) => (
              <button
                key={emoji}
                type="button"
                class="plain"
                aria-label={emoji === "" ? "Take the reaction away" : `React with ${emoji}`}
                onClick={() => {
                  const { id } = answered.value ?? {};
                  answered.value = undefined;
                  attempt(send(to, { type: "reaction", message_id: id, emoji } as { type: string }));
                }}
              >
                {emoji === "" ? "∅" : emoji}
              </button>
            ))}
          </div>
          <button type="button" class="plain" aria-label="Do not answer" onClick={() => (answered.value = undefined)}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <Menu label="Send something else" button={<Icon name="plus" />} items={items} />
      <textarea
        ref={input}
        aria-label="Message"
        placeholder="Message"
        rows={1}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          sendText();
        }}
      />
      <button class="primary" aria-label="Send" disabled={text.value.trim() === ""}>
        <Icon name="send" />
      </button>
      <input
        ref={files}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (!file) return;
          const caption = isVoice.current ? "" : text.value.trim();
          text.value = "";
          attempt(sendFile(to, file, caption, isVoice.current));
        }}
      />
    </form>
  );
}
